package main

import (
	"context"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fenjie/fenjie/batch"
	"github.com/fenjie/fenjie/diff"
	"github.com/fenjie/fenjie/export"
	"github.com/fenjie/fenjie/internal/say"
	"github.com/fenjie/fenjie/parser"
	"github.com/fenjie/fenjie/source"
)

// trackOptions are the flags of track.
type trackOptions struct {
	reportOptions
	failOn, only wordList[diff.Status]
}

func newTrackCmd(a *app) *cobra.Command {
	known := wordList[diff.Status]{what: "status", known: statusNames()}
	o := trackOptions{failOn: known, only: known}
	cmd := &cobra.Command{
		Use:   "track PLAN REPORT…",
		Short: "Say how far a plan's targets have come, as later reports tell",
		Long: `Track finds for each target of a plan the results that reports give for it: what
was done, what share of the target that is, what part of the time has gone by
(序时进度), and the words of both. PLAN and each REPORT are a document or a saved
output of extract, as for diff; a REPORT may also be a directory of them. Reports
may come in any order: the one that tells up to the latest day counts.

A target is
  done            reached
  on_pace         not yet, but its share is no less than the part of the time
  behind          its share is less, or it is a level that is not reached
  not_reported    no report has a result of this name
  not_comparable  there is a result, but it counts something else, or is of
                  another place or time

Formats:
` + layoutHelp(export.TrackLayouts) + `
The format is that of --format, else that of the ending of --output, else text. A
file is written whole or not at all. With github a table in Markdown is added to
the file that GITHUB_STEP_SUMMARY names. In the settings the key is track-format.

The exit code is 0 whatever the targets are, unless --fail-on STATUS asks for 1 if
there is one of that status. It is 3 if an input could not be read.`,
		Example: `  fenjie track plan-2031.txt half-year-2031.txt
  fenjie track plan-2031.txt q1.txt q2.txt q3.txt --only behind,not_reported --explain
  fenjie track plan-2031.json reports/ -o progress.html
  fenjie track plan-2031.txt annual-2031.txt --fail-on behind`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usage("a plan and a report are needed, as in \"fenjie track plan-2031.txt half-year-2031.txt\"")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.given = cmd.Flags().Changed
			return a.track(cmd.Context(), o, args)
		},
	}
	flags := cmd.Flags()
	addReportFlags(cmd, &o.reportOptions, layoutNames(export.TrackLayouts))
	flags.Var(&o.only, "only", "tell of targets of these statuses alone, with commas between them")
	flags.Var(&o.failOn, "fail-on", "exit with 1 if there is a target of one of these statuses")
	for _, flag := range []string{"only", "fail-on"} {
		completeWith(cmd, flag, statusNames())
		setBy(flags, flag, "")
	}
	addEncoding(cmd, &o.encoding)
	return cmd
}

// track does what o says with a plan and its reports.
func (a *app) track(ctx context.Context, o trackOptions, args []string) error {
	layout, err := pickLayout(o.reportOptions, export.TrackLayouts)
	if err != nil {
		return err
	}
	if slices.Index(args, batch.StandardInput) != lastIndex(args, batch.StandardInput) {
		return usage("-: standard input can be read only once")
	}
	if err := a.loadWords(); err != nil {
		return err
	}
	ctx, stop := untilSignal(ctx)
	defer stop()
	f, failed, err := a.follow(ctx, &o, args[0], args[1:])
	if err != nil {
		return o.stopped(ctx, err)
	}
	bad := 0
	for _, t := range f.Tracking.Targets {
		if slices.Contains(o.failOn.words, t.Status) {
			bad++
		}
	}
	keepTargets(f.Tracking, o.only)
	if err := writeReport(ctx, a, o.reportOptions, layout, f); err != nil {
		return o.stopped(ctx, err)
	}
	if layout.Name == "github" {
		if err := stepSummary(export.TrackLayouts, f, o.DiffOptions); err != nil {
			return err
		}
	}
	switch {
	case failed > 0:
		return &exitError{code: exitFailed}
	case bad > 0:
		return &exitError{exitFound, say.Errorf("targets that are %s: %d (--fail-on)", strings.Join(o.failOn.GetSlice(), ", "), bad)}
	}
	return nil
}

func lastIndex(list []string, s string) int {
	for i, x := range slices.Backward(list) {
		if x == s {
			return i
		}
	}
	return -1
}

// follow reads the plan and the reports, and finds the results in these. Reports
// that cannot be read are told of and counted.
func (a *app) follow(ctx context.Context, o *trackOptions, plan string, reports []string) (f export.Followed, failed int, err error) {
	r := reader{decoder: source.Decoder{Encoding: o.encoding}, parser: parser.Parser{}}
	if info, e := os.Stat(plan); e == nil && info.IsDir() {
		return f, 0, usage("%s: is a directory; name the plan in it", plan)
	}
	plans, err := a.load(ctx, r, plan)
	if err != nil {
		return f, 0, err
	}
	if len(plans) != 1 {
		return f, 0, usage("%s: holds %d documents; a plan is one", plan, len(plans))
	}
	f.Plan = plans[0]
	o.reads(folder{files: []string{plan}, items: plans})
	for _, path := range reports {
		sub, err := a.folder(ctx, r, path, &failed)
		if ctx.Err() != nil {
			return f, failed, ctx.Err()
		}
		if err != nil {
			failed++
			a.complain(err)
		}
		o.reads(sub)
		f.Reports = append(f.Reports, sub.items...)
	}
	if len(f.Reports) == 0 && failed > 0 {
		return f, failed, &exitError{code: exitFailed}
	}
	a.tellElsewhere(f)
	f.Tracking, err = trackItems(ctx, f.Plan, f.Reports, a.compareOptions())
	return f, failed, err
}

// tellElsewhere tells of the reports that are of another place than the plan.
func (a *app) tellElsewhere(f export.Followed) {
	here := f.Plan.Doc.Meta.Region
	for _, r := range f.Reports {
		if there := r.Doc.Meta.Region; !diff.SamePlace(here, there) {
			a.warn(say.Errorf("%s: is of %s, the plan of %s; its results are not comparable", r.Doc.Source.Path, there, here))
		}
	}
}

// trackItems finds results, unless ctx is done before. A panic is an error: it has
// no trace for the user.
func trackItems(ctx context.Context, plan export.Item, reports []export.Item, o diff.Options) (*diff.Tracking, error) {
	var inputs []diff.Input
	for _, r := range reports {
		inputs = append(inputs, diffInput(r))
	}
	return safely(ctx, func(context.Context) (*diff.Tracking, error) {
		return diff.Track(diffInput(plan), inputs, o), nil
	}, func(e any) error {
		return say.Errorf("%s: internal error while it was tracked, please report it: %v", plan.Doc.Source.Path, e)
	})
}

// keepTargets takes the targets of other statuses than only out of t, and counts
// anew; none keeps all.
func keepTargets(t *diff.Tracking, only wordList[diff.Status]) {
	t.Targets = slices.DeleteFunc(t.Targets, func(x diff.Tracked) bool { return !only.takes(x.Status) })
	t.Summary = map[diff.Status]int{}
	for _, x := range t.Targets {
		t.Summary[x.Status]++
	}
}

func statusNames() []string {
	var names []string
	for _, s := range diff.Statuses {
		names = append(names, string(s))
	}
	return names
}
