package diff

import (
	"strings"

	"github.com/fenjie/fenjie/model"
)

// deeds are verbs by what is done. A verb may hold several: 新改扩建 is to build and
// to renew. Two verbs without one in common are different work.
var deeds = [][]string{
	{"新建", "建设", "建成", "修建", "兴建", "建立", "组建", "设立", "成立", "开设", "增设", "布设", "铺设", "架设", "搭建", "援建", "打造", "创建", "创成", "新修", "新造", "新改", "新(改", "新办", "新增", "增加", "建好", "配建", "续建", "共建", "筹建", "安装", "配备", "投放", "布局", "竣工", "完工", "投产", "投用", "投运", "启用", "交付", "通车"},
	{"新增", "净增", "增加", "增设", "增补", "培育", "培养", "孵化", "打造", "创建", "发展", "引进", "引入", "招引", "引育", "壮大", "扩大", "新建", "建设", "建成", "设立", "认定", "获批", "成立", "组建", "建立", "推广", "入库"},
	{"改造", "改建", "扩建", "改扩建", "重建", "迁建", "新改", "新(改", "提升", "升级", "更新", "硬化", "整治", "修复"},
	{"维修", "维护", "修缮", "修复", "整修", "检修", "养护", "管护", "加固", "疏浚"},
	{"开工", "动工", "启动", "开建", "谋划", "筹建", "储备"},
	{"减少", "压减", "削减", "压缩", "压降", "减排", "关停", "关闭", "停办", "取消", "取缔", "淘汰", "拆除", "退出", "撤销", "精简", "裁减", "清退", "注销", "腾退", "化解"},
}

// begun is the place in deeds of what only begins a work.
const begun = 4

// ended says of a work that it is done, whatever it is, and plainDeeds no more than
// that it is worked at.
var (
	ended      = []string{"完成", "实现"}
	plainDeeds = []string{"实施", "推进", "推动", "抓好", "落实", "开展", "组织", "做好", "确保", "力争", "争取", "支持", "促进", "加强", "强化", "加快"}
)

// flows are verbs of what is added within the time, stocks the words of a level
// that is there at the end of it.
var (
	flows  = []string{"新增", "净增", "增加", "新认定", "新培育"}
	stocks = []string{"达", "累计", "总数", "总量", "保有量", "稳定在", "保持在"}
)

func oneOf(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// unlikeActions says whether two verbs are different work: 新建 and 维修, 增加 and
// 减少. A verb that is not known here is unlike none.
func unlikeActions(a, b string) bool {
	a, b = plain(a), plain(b)
	if a == b || a == "" || b == "" || oneOf(a, plainDeeds) || oneOf(b, plainDeeds) {
		return false
	}
	inA, inB := deedsOf(a), deedsOf(b)
	switch {
	case oneOf(a, ended):
		return len(inB) == 1 && inB[0] == begun
	case oneOf(b, ended):
		return len(inA) == 1 && inA[0] == begun
	case len(inA) == 0 || len(inB) == 0:
		return false
	}
	for _, d := range inA {
		for _, e := range inB {
			if d == e {
				return false
			}
		}
	}
	return true
}

func deedsOf(verb string) []int {
	var out []int
	for i, words := range deeds {
		if oneOf(verb, words) {
			out = append(out, i)
		}
	}
	return out
}

// isStock says whether a record of t names the level at the end, in so many words.
func isStock(t *tree, r *model.Target) bool {
	if r.Action != "" || r.Change != "" {
		return false
	}
	quote, _ := t.quote(r.Span, "", r.Span)
	return r.From != "" || oneOf(quote, stocks)
}

func isFlow(r *model.Target) bool { return oneOf(r.Action, flows) }

// otherWork says whether two records cannot be one commitment, as different things
// are to be done.
func (m measure) otherWork(o measure) bool {
	return unlikeActions(m.Action, o.Action) || m.stock && isFlow(o.Target) || o.stock && isFlow(m.Target)
}
