package pdf

import (
	"bytes"
	"errors"
	"slices"
)

// file is the objects of a PDF file.
//
// They are found by reading the file from start to end, not by its table of
// contents: so a damaged table does no harm, and no table can be made to send
// the reader in circles or to have it make room for what is not there. Of an
// object that was changed later the last version counts.
type file struct {
	objects  map[ref]any
	trailer  dict
	inflated int64 // bytes that were unpacked
}

var (
	errEncrypted = errors.New("encrypted")
	errNoPages   = errors.New("no pages were found")
	errTooMuch   = errors.New("its streams unpack to too much")
	errComplex   = errors.New("its pages draw too much")
)

// load reads the objects of data.
func load(data []byte) (*file, error) {
	f := &file{objects: map[ref]any{}, trailer: dict{}}
	l := &lexer{data: data}
	for {
		i := nextObject(data[l.at:])
		if i < 0 {
			break
		}
		l.at += i
		if bytes.HasPrefix(data[l.at:], []byte("trailer")) {
			l.at += len("trailer")
			if v, ok := l.next(); ok {
				f.addTrailer(v)
			}
			continue
		}
		number := numberBefore(data, l.at)
		l.at += len("obj")
		f.readObject(l, number)
		if f.inflated > mostInflated {
			return nil, errTooMuch
		}
	}
	if f.trailer["Encrypt"] != nil {
		return nil, errEncrypted
	}
	return f, nil
}

// nextObject is where the next "obj" or "trailer" stands in data, else -1.
func nextObject(data []byte) int {
	for at := 0; ; at++ {
		i := bytes.IndexAny(data[at:], "ot")
		if i < 0 {
			return -1
		}
		at += i
		if bytes.HasPrefix(data[at:], []byte("trailer")) || bytes.HasPrefix(data[at:], []byte("obj")) && numberBefore(data, at) >= 0 {
			return at
		}
	}
}

// numberBefore is the number of the object whose "obj" stands at, or -1.
func numberBefore(data []byte, at int) ref {
	at = before(data, at, isSpace)
	generation := before(data, at, isDigit)
	space := before(data, generation, isSpace)
	start := before(data, space, isDigit)
	if generation == at || space == generation || start == space || space-start > 9 {
		return -1
	}
	n := 0
	for _, c := range data[start:space] {
		n = n*10 + int(c-'0')
	}
	return ref(n)
}

// before is where the bytes of a kind that end at begin; at most twelve.
func before(data []byte, at int, is func(byte) bool) int {
	least := max(0, at-12)
	for at > least && is(data[at-1]) {
		at--
	}
	return at
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// readObject reads the value of an object and, if it holds more of them, those.
func (f *file) readObject(l *lexer, number ref) {
	v, ok := l.next()
	if !ok {
		return
	}
	if _, bad := v.(operator); bad { // endobj: an empty object
		return
	}
	d, isDict := v.(dict)
	if !isDict {
		f.objects[number] = v
		return
	}
	data, found := streamData(l, d)
	if !found {
		f.objects[number] = d
		return
	}
	s := &stream{d, data}
	f.objects[number] = s
	switch d["Type"] {
	case name("ObjStm"):
		f.readPacked(s)
	case name("XRef"):
		f.addTrailer(d)
	}
}

// addTrailer takes what the last trailer says.
func (f *file) addTrailer(v any) {
	d, _ := v.(dict)
	for _, key := range []name{"Root", "Encrypt"} {
		if d[key] != nil {
			f.trailer[key] = d[key]
		}
	}
}

// streamData is the data that stands after a dict. Its length is believed only
// where endstream follows.
func streamData(l *lexer, d dict) ([]byte, bool) {
	l.skipSpace()
	rest := l.data[l.at:]
	if !bytes.HasPrefix(rest, []byte("stream")) {
		return nil, false
	}
	rest = rest[len("stream"):]
	if bytes.HasPrefix(rest, []byte("\r\n")) {
		rest = rest[2:]
	} else if len(rest) > 0 && (rest[0] == '\n' || rest[0] == '\r') {
		rest = rest[1:]
	}
	begin := len(l.data) - len(rest)
	if length, ok := d["Length"].(float64); ok && 0 <= length && length <= float64(len(rest)) {
		after := bytes.TrimLeft(rest[int(length):min(len(rest), int(length)+20)], "\r\n \t")
		if bytes.HasPrefix(after, []byte("endstream")) {
			l.at = begin + int(length)
			return rest[:int(length)], true
		}
	}
	end := bytes.Index(rest, []byte("endstream"))
	if end < 0 {
		l.at = len(l.data)
		return rest, true
	}
	l.at = begin + end
	return rest[:end], true
}

// readPacked reads the objects of an object stream.
func (f *file) readPacked(s *stream) {
	data, err := f.unpack(s)
	if err != nil {
		return
	}
	first, _ := s.dict["First"].(float64)
	if first < 0 || first > float64(len(data)) {
		return
	}
	index := &lexer{data: data[:int(first)], content: true}
	for {
		number, ok := index.next()
		offset, more := index.next()
		n, isNumber := number.(float64)
		o, isOffset := offset.(float64)
		if !ok || !more || !isNumber || !isOffset {
			return
		}
		if o < 0 || o > float64(len(data))-first || n < 0 || n > 1e9 {
			continue
		}
		l := &lexer{data: data, at: int(first + o)}
		if f.inflated += 16; f.inflated > mostInflated {
			return
		}
		if v, ok := l.next(); ok {
			f.objects[ref(n)] = v
		}
	}
}

// mostLinks bounds references to references.
const mostLinks = 10

// get is what v refers to.
func (f *file) get(v any) any {
	for range mostLinks {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.objects[r]
	}
	return nil
}

// dictOf is v as a dict; that of a stream, if it is one; else nil.
func (f *file) dictOf(v any) dict {
	switch v := f.get(v).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (f *file) arrayOf(v any) array {
	a, _ := f.get(v).(array)
	return a
}

func (f *file) nameOf(v any) name {
	n, _ := f.get(v).(name)
	return n
}

func (f *file) numberOf(v any) (float64, bool) {
	n, ok := f.get(v).(float64)
	return n, ok
}

// page is a page with what it inherits.
type page struct {
	dict      dict
	resources dict
	rotate    int
}

// mostPages bounds the pages that are read.
const mostPages = 20_000

// pages are the pages in order; those of a file without a tree of pages by
// their numbers.
func (f *file) pages() ([]page, error) {
	root := f.dictOf(f.trailer["Root"])
	if f.nameOf(root["Type"]) != "Catalog" && f.dictOf(root["Pages"]) == nil {
		root = f.catalog()
	}
	pages := f.walk(root["Pages"])
	if len(pages) == 0 {
		for _, number := range f.numbers() {
			if d := f.dictOf(number); f.nameOf(d["Type"]) == "Page" && len(pages) < mostPages {
				pages = append(pages, f.pageOf(d, page{}))
			}
		}
	}
	if len(pages) == 0 {
		return nil, errNoPages
	}
	return pages, nil
}

func (f *file) numbers() []ref {
	numbers := make([]ref, 0, len(f.objects))
	for number := range f.objects {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	return numbers
}

func (f *file) catalog() dict {
	var found dict
	for _, number := range f.numbers() {
		if d := f.dictOf(number); f.nameOf(d["Type"]) == "Catalog" {
			found = d
		}
	}
	return found
}

// walk goes through the tree of pages. Each node is visited once.
func (f *file) walk(root any) []page {
	type visit struct {
		value any
		from  page
	}
	var pages []page
	seen := map[ref]bool{}
	for todo := []visit{{value: root}}; len(todo) > 0 && len(pages) < mostPages; {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if r, ok := v.value.(ref); ok {
			if seen[r] {
				continue
			}
			seen[r] = true
		}
		d := f.dictOf(v.value)
		if d == nil {
			continue
		}
		p := f.pageOf(d, v.from)
		kids := f.arrayOf(d["Kids"])
		if kids == nil {
			if d["Contents"] != nil || f.nameOf(d["Type"]) == "Page" {
				pages = append(pages, p)
			}
			continue
		}
		for _, kid := range slices.Backward(kids) {
			if _, ok := kid.(ref); ok {
				todo = append(todo, visit{kid, p})
			}
		}
	}
	return pages
}

func (f *file) pageOf(d dict, from page) page {
	p := page{dict: d, resources: from.resources, rotate: from.rotate}
	if r := f.dictOf(d["Resources"]); r != nil {
		p.resources = r
	}
	if n, ok := f.numberOf(d["Rotate"]); ok {
		p.rotate = ((int(n) % 360) + 360) % 360 / 90 * 90
	}
	return p
}
