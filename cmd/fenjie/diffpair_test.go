package main

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/model"
)

// titled is a folder of documents that say this of themselves.
func titled(root string, documents ...model.Meta) folder {
	f := folder{root: root, many: true}
	for i, m := range documents {
		path := fmt.Sprintf("%s/%d.txt", root, i)
		if m.Title != "" {
			path = fmt.Sprintf("%s/%s-%d.txt", root, root, i)
		}
		f.items = append(f.items, export.Item{Doc: &model.Document{Source: model.Source{Path: path}, Meta: m}})
	}
	return f
}

func TestPairUp(t *testing.T) {
	meta := func(title, region string) model.Meta { return model.Meta{Title: title, Region: region} }
	for name, c := range map[string]struct {
		old, new folder
		want     [][2]int
	}{
		"years in digits and words": {
			titled("a", meta("柳塘县二〇三一年林果业工作要点", "柳塘县"), meta("柳塘县2031年水利工作要点", "柳塘县")),
			titled("b", meta("柳塘县2032年水利工作要点", "柳塘县"), meta("柳塘县2032年度林果业工作要点", "柳塘县")),
			[][2]int{{1, 0}, {0, 1}},
		},
		"another topic": {
			titled("a", meta("柳塘县2031年林果业工作要点", "柳塘县")),
			titled("b", meta("柳塘县2032年水利工作要点", "柳塘县")),
			nil,
		},
		"another place": {
			titled("a", meta("柳塘县2031年林果业工作要点", "柳塘县")),
			titled("b", meta("青禾县2032年林果业工作要点", "青禾县")),
			nil,
		},
		"another kind": {
			titled("a", model.Meta{Title: "柳塘县2031年林果业工作", Genre: model.GenrePlan}),
			titled("b", model.Meta{Title: "柳塘县2032年林果业工作", Genre: model.GenreReport}),
			nil,
		},
		"no titles: the same path": {titled("a", model.Meta{}, model.Meta{}), titled("b", model.Meta{}), [][2]int{{0, 0}}},
		"one partner each": {
			titled("a", meta("林果业工作要点", "")),
			titled("b", meta("林果业工作要点", ""), meta("林果业工作要点", "")),
			[][2]int{{0, 0}},
		},
		"nothing": {titled("a"), titled("b"), nil},
	} {
		var got [][2]int
		for _, p := range pairUp(c.old, c.new, fixedPairs{}) {
			got = append(got, [2]int{p.old, p.new})
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestAgeless(t *testing.T) {
	for title, want := range map[string]string{
		"柳塘县2031年度林果业工作要点": "柳塘县林果业工作要点", "“十四五”规划(二〇三一)": "规划", "": "",
	} {
		if got := ageless(title); got != want {
			t.Errorf("ageless(%q) = %q, want %q", title, got, want)
		}
	}
}
