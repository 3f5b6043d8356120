package parser

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"unicode/utf8"

	"github.com/fenjie/fenjie/model"
)

// recordKey is what an id is written from. A letter goes before it, so that no
// spreadsheet takes an id for a number.
type recordKey [6]byte

// targets are the records of a stretch, in the order of the text.
func (p *parse) targets(s *sense, titles string) []*model.Target {
	out := p.named(s.recs, titles)
	p.claimRecords(s.recs)
	if len(s.relatives) > 0 {
		out = append(out, p.named(s.relatives, titles)...)
		slices.SortStableFunc(out, func(a, b *model.Target) int { return a.Quantity.Span.Start - b.Quantity.Span.Start })
	}
	return out
}

// longTitles is how many bytes of titles are read again for each record: a line
// of a megabyte can be a title, and hold a hundred thousand records.
const longTitles = 4 << 10

// named gives the records of a section their ids and parents, and returns them
// as targets. An id is made from the titles above a record and its own words,
// so that edits elsewhere leave it as it is.
func (p *parse) named(recs []*record, titles string) []*model.Target {
	if len(titles) > longTitles {
		sum := sha256.Sum256([]byte(titles))
		titles = string(sum[:])
	}
	out := make([]*model.Target, 0, len(recs))
	for _, rec := range recs {
		rec.t.ID = p.nextID(rec, titles)
		out = append(out, rec.t)
	}
	for _, rec := range recs {
		if rec.whole != nil {
			rec.t.Parent = rec.whole.t.ID
		}
	}
	return out
}

// nextID makes the id of a record; the second of two alike gets another.
func (p *parse) nextID(rec *record, titles string) string {
	buf := append(p.buf[:0], titles...)
	buf = append(buf, 0)
	buf = p.appendHalf(buf, rec.indicator)
	buf = append(buf, 0)
	sp := rec.t.Quantity.Span
	buf = p.appendHalf(buf, span{sp.Start, sp.End})
	key := keyOf(buf)
	if n := p.ids[key]; n > 0 {
		p.ids[key] = n + 1
		key = keyOf(append(buf, 0, byte(n), byte(n>>8), byte(n>>16)))
	} else {
		p.ids[key] = 1
	}
	p.buf = buf
	var id [1 + 2*len(key)]byte
	id[0] = 't'
	hex.Encode(id[1:], key[:])
	return string(id[:])
}

func keyOf(buf []byte) recordKey {
	sum := sha256.Sum256(buf)
	return recordKey(sum[:6])
}

// appendHalf appends the folded text of s.
func (p *parse) appendHalf(buf []byte, s span) []byte {
	for _, r := range p.txt[s.start:s.end] {
		buf = utf8.AppendRune(buf, r)
	}
	return buf
}
