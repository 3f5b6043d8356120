package diff

import "strings"

// act is what a verb does to the number of things, as bits; a verb such as 新建改建
// does more than one.
type act int

const (
	actMore  act = 1 << iota // there are more of them than before
	actRenew                 // there are as many as before
	actLess
)

// acts are pieces of verbs.
var acts = []struct {
	act   act
	words []string
}{
	{actMore, []string{"新建", "建设", "建成", "修建", "兴建", "建造", "新修", "扩建", "新开", "新增", "增加", "增设", "净增", "扩大", "扩充"}},
	{actRenew, []string{"改造", "改建", "整修", "维修", "修缮", "修复", "翻修", "更新", "升级", "养护", "管护"}},
	{actLess, []string{
		"压减", "压缩", "压降", "减少", "削减", "缩减", "核减", "下降", "降低", "精简", "淘汰", "关闭", "关停", "拆除", "取缔", "撤销", "撤并", "清退", "退出", "注销", "化解", "消除",
	}},
}

// anyAct are verbs that say only that something is done.
var anyAct = []string{"完成", "实现", "达到", "达", "开展", "实施", "推进", "组织"}

func actOf(verb string) act {
	var all act
	for _, a := range acts {
		if containsAny(verb, a.words) {
			all |= a.act
		}
	}
	return all
}

// anotherAct says whether two verbs speak of doing different things: 压减 and 新增,
// 新建 and 整修, 培育 and 引进. Verbs of which nothing is known are the same if they
// share a character.
func anotherAct(a, b string) bool {
	a, b = plain(a), plain(b)
	for _, w := range anyAct {
		if a == w || b == w {
			return false
		}
	}
	if a == "" || b == "" {
		return false
	}
	if x, y := actOf(a), actOf(b); x != 0 && y != 0 {
		return x&y == 0
	}
	return !strings.ContainsAny(a, b)
}
