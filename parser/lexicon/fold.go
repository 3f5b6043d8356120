package lexicon

// Fold is r in the one width that words are matched in. It gives what the
// parser makes of a text before it looks for words.
func Fold(r rune) rune {
	switch {
	case r < 0x80:
		if r == '\t' || r == '\r' || r == '\v' || r == '\f' {
			return ' '
		}
		return r
	case 0x4e00 <= r && r <= 0x9fff: // Han, nearly every rune of a document
		return r
	case 0xff01 <= r && r <= 0xff5e: // full-width ASCII
		return r - 0xfee0
	}
	if f, ok := widths[r]; ok {
		return f
	}
	return r
}

// widths holds the marks that have several forms in real documents.
var widths = map[rune]rune{
	'\u00a0': ' ', '\u3000': ' ', '\u2002': ' ', '\u2003': ' ', '\u2009': ' ', '\u202f': ' ', '\u0085': ' ',
	'\u200b': ' ', '\u200c': ' ', '\u200d': ' ', '\u2060': ' ', '\ufeff': ' ', // zero width
	'\u2028': '\n', '\u2029': '\n',
	'\u2013': '—', '\u2015': '—', '\u2012': '—', '\u2500': '—', '\u2010': '-', '\u2011': '-', '\u2212': '-',
	'\u301c': '~', '\u223c': '~',
	'\u2236': ':', '\ufe55': ':', '\ufe13': ':',
	'\ufe50': ',', '\ufe10': ',', '\ufe54': ';', '\ufe14': ';',
	'\ufe59': '(', '\ufe5a': ')', '\ufe35': '(', '\ufe36': ')', '\u2768': '(', '\u2769': ')',
	'\ufe6a': '%', '\u2024': '.', '\ufe52': '.',
	'\u3014': '〔', '\u3015': '〕', '\u3016': '【', '\u3017': '】',
	'\u25cb': '〇', '\u3007': '〇', '\u25ef': '〇',
	'\u201f': '“', '\u301d': '“', '\u301e': '”',
	'\uff61': '。', '\uff64': '、',
}
