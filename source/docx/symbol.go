package docx

import "strings"

// symbols replaces characters that only the fonts Wingdings and Symbol have by
// those of Unicode that look like them. Another one is a bullet.
func symbols(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0xe000 || r > 0xf8ff {
			return r
		}
		if s, found := symbolsOfFonts[r&0xff]; found {
			return s
		}
		return '•'
	}, text)
}

// symbolsOfFonts are characters by their code in the font.
var symbolsOfFonts = map[rune]rune{
	0x52: '☑', 0x6c: '●', 0x6e: '■', 0x71: '❑', 0x75: '◆', 0x76: '❖', 0x9f: '•', 0xa1: '○', 0xa3: '□', 0xa7: '▪', 0xa8: '□',
	0xb7: '•', 0xd8: '➢', 0xe0: '→', 0xfb: '✗', 0xfc: '✓', 0xfd: '☒', 0xfe: '☑',
}
