package parser

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"github.com/fenjie/fenjie/model"
)

// named gives the records of a section their ids and parents, and returns them
// as targets. An id is made from the titles above a record and its own words,
// so that edits elsewhere leave it as it is.
func (p *parse) named(recs []*record, titles string) []*model.Target {
	var out []*model.Target
	for _, rec := range recs {
		t := rec.t
		key := titles + "\x00" + foldString(t.Indicator) + "\x00" + foldString(t.Quantity.Raw)
		p.ids[key]++
		if n := p.ids[key]; n > 1 {
			key += "\x00" + strconv.Itoa(n)
		}
		sum := sha256.Sum256([]byte(key))
		t.ID = hex.EncodeToString(sum[:6])
		out = append(out, t)
	}
	for _, rec := range recs {
		if rec.whole != nil {
			rec.t.Parent = rec.whole.t.ID
		}
	}
	p.claimRecords(recs)
	return out
}
