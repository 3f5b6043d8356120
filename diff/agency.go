package diff

import "strings"

// core is what names an organisation whatever its level: 市发展改革局 and 县发展改革局
// are both 发展改革局. An organisation that was renamed has the name it has now. The
// region of the document is taken for its level word: 澄湾市水利局 is 市水利局.
func (o Options) core(name, region string) string {
	_, core := o.split(name, region)
	return core
}

// split takes the level off a name.
func (o Options) split(name, region string) (level, core string) {
	core = plain(name)
	if region = plain(region); region != "" {
		if rest, ok := strings.CutPrefix(core, region); ok && rest != "" && !strings.HasPrefix(core, "市场") {
			core = levelOf(region) + rest
		}
	}
	level, core = cutLevel(core)
	if now, ok := o.Renamed[core]; ok {
		core = now
	}
	return level, core
}

// levelOf is the level word that a place name ends in.
func levelOf(place string) string {
	for _, l := range levels {
		if strings.HasSuffix(place, l) {
			return l
		}
	}
	return ""
}

// cutLevel takes the level word off the front of a name: of 市场监管局 there is none.
func cutLevel(name string) (level, rest string) {
	if strings.HasPrefix(name, "市场") || strings.HasPrefix(name, "国家") && strings.HasPrefix(name, "国家税务") {
		return "", name
	}
	for _, l := range levels {
		if rest, ok := strings.CutPrefix(name, l); ok && len(rest) >= 2*len("局") {
			return l, rest
		}
	}
	return "", name
}

// shortened says whether one name is a short form of the other: 人社局 of
// 人力资源和社会保障局. Its characters stand in the other in their order, the first
// and last of them first and last.
func shortened(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 3 || len(x) == len(y) || x[0] != y[0] || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	k := 0
	for _, r := range y {
		if k < len(x) && r == x[k] {
			k++
		}
	}
	return k == len(x)
}
