package parser

import "github.com/fenjie/fenjie/parser/lexicon"

// fold returns text in one width, rune for rune: folded[i] stands for text[i].
// Words are matched on the folded text and quoted from the source.
func fold(text []rune) []rune {
	out := make([]rune, len(text))
	for i, r := range text {
		out[i] = lexicon.Fold(r)
	}
	return out
}

// isBlank says whether a folded rune is blank within a line.
func isBlank(r rune) bool { return r == ' ' }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isLatin(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

func isHan(r rune) bool {
	return 0x4e00 <= r && r <= 0x9fff || r == '〇' || 0x3400 <= r && r <= 0x4dbf || r >= 0x20000
}
