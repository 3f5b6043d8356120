package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/fenjie/fenjie/export"
)

func TestMain(m *testing.M) {
	if strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe") != "fenjie" { // it is no command of a script
		plainEnvironment()
	}
	testscript.Main(m, map[string]func(){"fenjie": main})
}

// plainEnvironment takes away the settings and the language of whoever tests.
func plainEnvironment() {
	for _, kv := range os.Environ() {
		if name, _, _ := strings.Cut(kv, "="); strings.HasPrefix(name, envPrefix) {
			os.Unsetenv(name)
		}
	}
	os.Setenv("LC_ALL", "C.UTF-8")
	os.Setenv("XDG_CONFIG_HOME", filepath.Join(os.TempDir(), "no-settings"))
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GORACE", "atexit_sleep_ms=0") // else each run ends a second late
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"gbk":        gbk,
			"bytes":      writeBytes,
			"large":      large,
			"valid":      valid,
			"validtrack": func(ts *testscript.TestScript, _ bool, args []string) { keeps(ts, export.TrackSchema(), args[0]) },
			"validdiff":  func(ts *testscript.TestScript, _ bool, args []string) { keeps(ts, export.DiffSchema(), args[0]) },
		},
	})
}

// gbk FILE turns a file of UTF-8 into one of GBK.
func gbk(ts *testscript.TestScript, neg bool, args []string) {
	text, err := simplifiedchinese.GBK.NewEncoder().String(ts.ReadFile(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// bytes FILE HEX writes a file.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	data, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}

// large FILE N writes a file of N bytes, a comment of YAML.
func large(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("#"), n), 0o666))
}

// valid FILE says that a file (or stdout) is a JSON output, lines of NDJSON or
// YAML documents in the contract.
func valid(ts *testscript.TestScript, neg bool, args []string) {
	keeps(ts, export.Schema(), args[0])
}

// keeps says that every value of a file keeps a contract.
func keeps(ts *testscript.TestScript, contract []byte, file string) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(contract))
	ts.Check(err)
	c := jsonschema.NewCompiler()
	ts.Check(c.AddResource("urn:test", doc))
	schema, err := c.Compile("urn:test")
	ts.Check(err)
	n := 0
	next := values(ts.ReadFile(file))
	for {
		var value any
		if err = next(&value); err != nil {
			break
		}
		n++
		ts.Check(schema.Validate(value))
	}
	if err != io.EOF || n == 0 {
		ts.Fatalf("%s: %d values, %v", file, n, err)
	}
}

// values reads one value of JSON or YAML after the other.
func values(text string) func(*any) error {
	if !strings.HasPrefix(text, "---\n") {
		d := json.NewDecoder(strings.NewReader(text))
		return func(v *any) error { return d.Decode(v) }
	}
	d := yaml.NewDecoder(strings.NewReader(text))
	return func(v *any) error {
		if err := d.Decode(v); err != nil {
			return err
		}
		data, err := json.Marshal(*v)
		if err != nil {
			return err
		}
		return json.Unmarshal(data, v)
	}
}

func TestExitCodes(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("plan.txt", []byte("柳塘县2031年工作要点\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args string
		want int
	}{
		{"", exitOK},
		{"--help", exitOK},
		{"help extract", exitOK},
		{"--version", exitOK},
		{"version --json", exitOK},
		{"schema --table tasks", exitOK},
		{"extract plan.txt", exitOK},
		{"extract plan.txt plan.txt", exitOK},
		{"extract plan.txt --require sections", exitFound},
		{"show plan.txt", exitOK},
		{"completion bash", exitOK},
		{"show plan.txt --numbers", exitOK},
		{"explain plan.txt:1", exitOK},
		{"explain plan.txt:9", exitUsage},
		{"explain plan.txt", exitUsage},
		{"explain missing.txt:1", exitUsage},
		{"eval", exitUsage},
		{"eval missing", exitFailed},
		{"eval plan.txt --min songs=1", exitUsage},
		{"extract missing.txt -f csv -o x.csv", exitUsage},
		{"schema --diff", exitOK},
		{"schema --diff --table tasks", exitUsage},
		{"diff plan.txt plan.txt --exit-code", exitOK},
		{"diff plan.txt", exitUsage},
		{"diff plan.txt plan.txt --fail-on song", exitUsage},
		{"diff plan.txt missing.txt", exitFailed},
		{"track plan.txt plan.txt --fail-on behind", exitOK},
		{"track plan.txt", exitUsage},
		{"track plan.txt missing.txt", exitFailed},
		{"extract plan.txt missing.txt", exitFailed},
		{"show missing.txt", exitUsage},
		{"extract plan.txt -o missing/plan.json", exitFailed},
		{"extarct plan.txt", exitUsage},
		{"extract --no-such-flag plan.txt", exitUsage},
		{"extract --format xml plan.txt", exitUsage},
		{"extract --encoding klingon plan.txt", exitUsage},
		{"extract --shard 3/2 -", exitUsage},
		{"show plan.txt plan.txt", exitUsage},
		{"show --width 5 plan.txt", exitUsage},
		{"version extra", exitUsage},
	} {
		var stdout, stderr bytes.Buffer
		got := run(strings.Fields(c.args), strings.NewReader(""), &stdout, &stderr)
		if got != c.want {
			t.Errorf("fenjie %s: exit code %d, want %d; stderr: %s", c.args, got, c.want, stderr.String())
		}
		if (got == exitOK) != (stderr.Len() == 0) {
			t.Errorf("fenjie %s: exit code %d with this on stderr: %q", c.args, got, stderr.String())
		}
		if got == exitUsage && stdout.Len() > 0 {
			t.Errorf("fenjie %s: wrong usage with this on stdout: %q", c.args, stdout.String())
		}
	}
}

// closed is an output whose reader went away, or that fails in another way.
type closed struct{ err error }

func (c closed) Write([]byte) (int, error) { return 0, c.err }

func TestClosedOutput(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("plan.txt", []byte("柳塘县2031年工作要点\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"extract", "extract --format csv", "show", "schema", "version", "diff - plan.txt"} {
		var stderr bytes.Buffer
		got := run(strings.Fields(args), strings.NewReader("柳塘县\n"), closed{&os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}}, &stderr)
		if got != exitOK || stderr.Len() > 0 {
			t.Errorf("%s: exit code %d, stderr %q", args, got, stderr.String())
		}
	}
	var stderr bytes.Buffer
	got := run([]string{"extract"}, strings.NewReader(""), closed{&os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}}, &stderr)
	if want := "fenjie: standard output: no space left on device\n"; got != exitFailed || stderr.String() != want {
		t.Errorf("full disk: exit code %d, stderr %q, want %q", got, stderr.String(), want)
	}
}

// TestInterrupt stops the program while it waits for standard input.
func TestInterrupt(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx, cancel := context.WithCancel(context.Background())
	stdin, _ := io.Pipe()
	var stderr bytes.Buffer
	done := make(chan int)
	go func() {
		done <- runContext(ctx, []string{"extract", "-", "-o", "plan.json"}, stdin, io.Discard, &stderr)
	}()
	cancel()
	if got := <-done; got != exitInterrupted || !strings.Contains(stderr.String(), "plan.json: interrupted") {
		t.Errorf("exit code %d, stderr %q", got, stderr.String())
	}
	if left, _ := filepath.Glob(".*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestExamples says that each command shows three examples or more, which
// name commands and flags that exist.
func TestExamples(t *testing.T) {
	root := newRootCmd(&app{})
	for _, cmd := range append(root.Commands(), root) {
		lines := strings.Split(cmd.Example, "\n")
		if len(lines) < 3 {
			t.Errorf("%s has %d examples", cmd.Name(), len(lines))
		}
		for _, line := range lines {
			_, line, _ = strings.Cut(line, "fenjie ")
			line, _, _ = strings.Cut(line, " | ")
			line, _, _ = strings.Cut(line, " > ")
			root := newRootCmd(&app{})
			root.InitDefaultHelpCmd()
			found, rest, err := root.Find(strings.Fields(line))
			if err == nil {
				err = found.ParseFlags(rest)
			}
			if err != nil {
				t.Errorf("%s: %q: %v", cmd.Name(), line, err)
			}
		}
	}
}

func TestSetFlagSplitsLists(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, set := range []string{"FENJIE_LIST", settingsFile} {
		if set == settingsFile {
			t.Setenv("FENJIE_LIST", "")
			os.WriteFile(settingsFile, []byte("list: [甲, 乙 丙]\n"), 0o666)
		} else {
			t.Setenv(set, "甲, 乙 丙")
		}
		root := newRootCmd(&app{})
		var got []string
		cmd := &cobra.Command{Use: "try", RunE: func(*cobra.Command, []string) error { return nil }}
		cmd.Flags().StringSliceVar(&got, "list", nil, "")
		root.AddCommand(cmd)
		root.SetArgs([]string{"try"})
		if err := root.Execute(); err != nil {
			t.Fatal(err)
		}
		if strings.Join(got, "|") != "甲|乙 丙" {
			t.Errorf("%s: %q", set, got)
		}
	}
}

func TestFlagsOfFormatsExist(t *testing.T) {
	cmd := newExtractCmd(&app{})
	for _, f := range export.Formats {
		for _, flag := range f.Takes {
			if cmd.Flags().Lookup(flag) == nil {
				t.Errorf("%s takes --%s, which extract does not have", f.Name, flag)
			}
		}
	}
	for _, l := range export.TrackLayouts {
		for _, flag := range l.Takes {
			if newTrackCmd(&app{}).Flags().Lookup(flag) == nil {
				t.Errorf("%s takes --%s, which track does not have", l.Name, flag)
			}
		}
	}
	for _, l := range export.DiffLayouts {
		for _, flag := range l.Takes {
			if newDiffCmd(&app{}).Flags().Lookup(flag) == nil {
				t.Errorf("%s takes --%s, which diff does not have", l.Name, flag)
			}
		}
	}
	known := map[string]bool{}
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known[f.Name] = true })
	for _, flag := range formatFlags {
		if !known[flag] {
			t.Errorf("extract has no --%s", flag)
		}
	}
}

func TestGuess(t *testing.T) {
	names := []string{"format", "raw-cells", "table"}
	for s, want := range map[string]string{
		"formt": `did you mean "format"?`, "Format": `did you mean "format"?`, "raw_cells": `did you mean "raw-cells"?`, "tabel": `did you mean "table"?`, "fromat": `did you mean "format"?`,
		"jobs": "known are format, raw-cells, table", "格式": "known are format, raw-cells, table",
	} {
		if got := string(guess(s, names)); got != want {
			t.Errorf("guess(%q) = %q, want %q", s, got, want)
		}
	}
}
