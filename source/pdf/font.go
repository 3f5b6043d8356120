package pdf

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// font says what text the codes of a string are and how wide they are.
type font struct {
	unicode *cmap             // nil if the font has none
	wide    bool              // codes of two bytes, unless pairs says otherwise
	utf16   bool              // the codes are UTF-16
	pairs   encoding.Encoding // the codes are text in it; nil if not
	simple  [256]rune         // of a font with codes of one byte; 0 is unknown

	widths   map[int]float64 // in thousandths of the size
	spans    []widthSpan     // in order of first
	standard float64         // of what has no width
}

type widthSpan struct {
	first, last int
	width       float64
}

// glyph is a code of a string.
type glyph struct {
	text  []rune
	width float64 // in thousandths of the size
	space bool    // the code 32 of one byte, which word spacing widens
}

func (f *file) readFont(v any) *font {
	d := f.dictOf(v)
	t := &font{widths: map[int]float64{}, standard: 500}
	if s, ok := f.get(d["ToUnicode"]).(*stream); ok {
		if data, err := f.unpack(s); err == nil {
			t.unicode = readCMap(data)
		}
	}
	if f.nameOf(d["Subtype"]) == "Type0" {
		f.readWide(t, d)
	} else {
		f.readSimple(t, d)
	}
	return t
}

// codings are the predefined character maps whose codes are text themselves.
var codings = []struct {
	prefix string
	enc    encoding.Encoding
}{
	{"GBK", simplifiedchinese.GB18030}, {"GB-", simplifiedchinese.GB18030}, {"GBpc-", simplifiedchinese.GB18030},
	{"ETen", traditionalchinese.Big5}, {"B5pc-", traditionalchinese.Big5}, {"HKscs-B5", traditionalchinese.Big5},
}

// readWide reads a font with codes of more than one byte.
func (f *file) readWide(t *font, d dict) {
	t.wide = true
	t.standard = 1000
	coding := string(f.nameOf(d["Encoding"]))
	t.utf16 = strings.Contains(coding, "UCS2") || strings.Contains(coding, "UTF16")
	for _, c := range codings {
		if strings.HasPrefix(coding, c.prefix) {
			t.pairs = c.enc
		}
	}
	kids := f.arrayOf(d["DescendantFonts"])
	if len(kids) == 0 {
		return
	}
	kid := f.dictOf(kids[0])
	if w, ok := f.numberOf(kid["DW"]); ok {
		t.standard = w
	}
	if t.pairs == nil && !t.utf16 { // else the widths are by other numbers
		f.readWidths(t, f.arrayOf(kid["W"]))
	}
}

// readWidths reads c [w w …] and c c w.
func (f *file) readWidths(t *font, w array) {
	for len(w) >= 2 {
		first, ok := f.numberOf(w[0])
		if !ok {
			return
		}
		if list := f.arrayOf(w[1]); list != nil {
			for i, v := range list {
				if n, ok := f.numberOf(v); ok {
					t.widths[int(first)+i] = n
				}
			}
			w = w[2:]
			continue
		}
		if len(w) < 3 {
			return
		}
		last, _ := f.numberOf(w[1])
		width, _ := f.numberOf(w[2])
		t.spans = append(t.spans, widthSpan{int(first), int(last), width})
		w = w[3:]
	}
	sort.SliceStable(t.spans, func(i, j int) bool { return t.spans[i].first < t.spans[j].first })
}

// readSimple reads a font with codes of one byte.
func (f *file) readSimple(t *font, d dict) {
	coding := f.get(d["Encoding"])
	base := f.nameOf(coding)
	differences := f.dictOf(coding)
	if differences != nil {
		base = f.nameOf(differences["BaseEncoding"])
	}
	table := charmap.Windows1252
	if base == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	if base != "" || differences != nil || !f.isEmbedded(d) { // else the codes are the font's own
		for i := range t.simple {
			t.simple[i] = table.DecodeByte(byte(i))
		}
	}
	code := 0
	for _, v := range f.arrayOf(differences["Differences"]) {
		switch v := f.get(v).(type) {
		case float64:
			code = int(v)
		case name:
			if 0 <= code && code < 256 {
				t.simple[code] = runeOfGlyph(string(v))
			}
			code++
		}
	}
	first, _ := f.numberOf(d["FirstChar"])
	for i, v := range f.arrayOf(d["Widths"]) {
		if w, ok := f.numberOf(v); ok {
			t.widths[int(first)+i] = w
		}
	}
}

// isEmbedded says whether the file holds the font itself.
func (f *file) isEmbedded(font dict) bool {
	d := f.dictOf(font["FontDescriptor"])
	return d["FontFile"] != nil || d["FontFile2"] != nil || d["FontFile3"] != nil
}

// glyphNames are usual names of glyphs that are no letters.
var glyphNames = map[string]rune{
	"space": ' ', "exclam": '!', "quotedbl": '"', "numbersign": '#', "dollar": '$', "percent": '%', "ampersand": '&', "quotesingle": '\'',
	"parenleft": '(', "parenright": ')', "asterisk": '*', "plus": '+', "comma": ',', "hyphen": '-', "period": '.', "slash": '/',
	"zero": '0', "one": '1', "two": '2', "three": '3', "four": '4', "five": '5', "six": '6', "seven": '7', "eight": '8', "nine": '9',
	"colon": ':', "semicolon": ';', "less": '<', "equal": '=', "greater": '>', "question": '?', "at": '@', "bracketleft": '[',
	"backslash": '\\', "bracketright": ']', "underscore": '_', "braceleft": '{', "bar": '|', "braceright": '}', "asciitilde": '~',
	"quoteleft": '‘', "quoteright": '’', "quotedblleft": '“', "quotedblright": '”', "bullet": '•', "endash": '–', "emdash": '—',
	"ellipsis": '…', "degree": '°', "multiply": '×', "plusminus": '±', "periodcentered": '·', "section": '§', "fi": 'ﬁ', "fl": 'ﬂ',
	"lessequal": '≤', "greaterequal": '≥', "perthousand": '‰', "minus": '−', "mu": 'µ', "nbspace": '\u00a0',
}

// runeOfGlyph is the character of a glyph, 0 if its name does not tell.
func runeOfGlyph(glyph string) rune {
	glyph, _, _ = strings.Cut(glyph, ".")
	if r, ok := glyphNames[glyph]; ok {
		return r
	}
	if len(glyph) == 1 {
		return rune(glyph[0])
	}
	for _, prefix := range []string{"uni", "u"} {
		if hex, found := strings.CutPrefix(glyph, prefix); found && len(hex) >= 4 && len(hex) <= 6 {
			if n, err := strconv.ParseUint(hex, 16, 32); err == nil {
				return rune(n)
			}
		}
	}
	return 0
}

// glyphs are the codes of s, in order.
func (t *font) glyphs(s text, visit func(glyph)) {
	for b := []byte(s); len(b) > 0; {
		size := t.size(b)
		code := codeOf(text(b[:size]))
		g := glyph{text: t.text(code, b[:size]), width: t.width(int(code), size), space: size == 1 && code == ' '}
		b = b[size:]
		visit(g)
	}
}

// size is how many bytes the first code of b has.
func (t *font) size(b []byte) int {
	switch {
	case !t.wide || len(b) == 1:
		return 1
	case t.pairs != nil:
		if b[0] < 0x81 {
			return 1
		}
		return 2
	case t.utf16 && 0xd8 <= b[0] && b[0] < 0xdc && len(b) >= 4:
		return 4
	case t.unicode != nil && t.unicode.sizes[1] && !t.unicode.sizes[2]:
		return 1
	}
	return 2
}

// text is the text of a code; U+FFFD if the font does not tell.
func (t *font) text(code uint32, b []byte) []rune {
	if t.unicode != nil {
		if s := t.unicode.lookup(code); s != nil {
			return s
		}
	}
	switch {
	case t.utf16:
		return fromUTF16(text(b))
	case t.pairs != nil:
		decoded, _ := t.pairs.NewDecoder().Bytes(b)
		return []rune(string(decoded))
	case !t.wide && t.simple[b[0]] != 0:
		return []rune{t.simple[b[0]]}
	}
	return []rune{utf8.RuneError}
}

func (t *font) width(code, size int) float64 {
	if w, ok := t.widths[code]; ok {
		return w
	}
	if i := sort.Search(len(t.spans), func(i int) bool { return t.spans[i].first > code }) - 1; i >= 0 && code <= t.spans[i].last {
		return t.spans[i].width
	}
	if t.wide && size == 1 {
		return t.standard / 2
	}
	return t.standard
}
