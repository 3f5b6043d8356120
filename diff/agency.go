package diff

import "strings"

// now is the name that an organisation has now, without the level: 市发展改革局 and
// 县发展改革局 are both 发展改革局.
func (o Options) now(printed string) string {
	if now, ok := o.Renamed[printed]; ok {
		return now
	}
	return printed
}

// cutRegion takes the level off a name. The region of the document is taken for
// its level word: 澄湾市水利局 is 市水利局.
func cutRegion(name, region string) (level, rest string) {
	name = plain(name)
	if region = plain(region); region != "" {
		if rest, ok := strings.CutPrefix(name, region); ok && rest != "" {
			name = levelOf(region) + rest
		}
	}
	return cutLevel(name)
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
	for _, word := range []string{"市场", "国家税务"} {
		if strings.HasPrefix(name, word) {
			return "", name
		}
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
