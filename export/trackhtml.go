package export

import (
	_ "embed"
	"io"

	"github.com/fenjie/fenjie/diff"
)

//go:embed track.html
var trackPage string

// trackHTMLPage is what the template shows.
type trackHTMLPage struct {
	Lang, Title, Totals string
	Explain             bool
	Reports             []string
	Counts              []htmlCount
	Groups              []trackHTMLGroup
}

type trackHTMLGroup struct {
	Heading string
	Targets []trackHTMLRow
}

type trackHTMLRow struct {
	Sign, Word, Tone      string
	Indicator, Goal, Done string
	Share, Shown          string // exact for the bar, and with two decimals
	Pace, Reason          string
	PlanLine, PlanQuote   string
	Results               []trackHTMLResult
}

type trackHTMLResult struct{ Report, Line, Quote, Until string }

// Say is a word of the page.
func (p *trackHTMLPage) Say(key string) string { return diffWords[key].in(p.Lang) }

// HTMLLang is the language in terms of HTML.
func (p *trackHTMLPage) HTMLLang() string { return htmlLang(p.Lang) }

// trackHTML writes one page that needs nothing else, as diffHTML does.
func trackHTML(w io.Writer, f Followed, o DiffOptions) error {
	lang := o.language()
	page := &trackHTMLPage{Lang: lang, Title: f.Plan.name(f.Tracking.Plan), Totals: trackTotals(f.Tracking, lang), Explain: o.Explain, Reports: f.names()}
	for _, s := range diff.Statuses {
		if n := f.Tracking.Summary[s]; n > 0 {
			page.Counts = append(page.Counts, htmlCount{statuses[s].sign, statusName(s, lang), string(statuses[s].tone), n})
		}
	}
	for _, section := range bySection(f.Tracking) {
		g := trackHTMLGroup{Heading: trackHeading(section[0], lang)}
		for _, t := range section {
			g.Targets = append(g.Targets, page.row(f, t))
		}
		page.Groups = append(page.Groups, g)
	}
	return writePage(w, trackPage, page)
}

func (p *trackHTMLPage) row(f Followed, t *diff.Tracked) trackHTMLRow {
	s := statuses[t.Status]
	row := trackHTMLRow{
		Sign: s.sign, Word: statusName(t.Status, p.Lang), Tone: string(s.tone), Indicator: t.Indicator, Share: t.Share, Reason: t.Reason,
		PlanLine: lineText(f.Plan.lineOf(t.Target)), PlanQuote: t.Target.Quote,
	}
	row.Goal, row.Done = goalAndDone(t)
	row.Shown, row.Pace = shares(t)
	for _, r := range t.Results {
		item, source := f.report(r)
		row.Results = append(row.Results, trackHTMLResult{item.name(source), lineText(item.lineOf(r.Result)), r.Result.Quote, r.Until})
	}
	return row
}
