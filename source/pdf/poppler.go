package pdf

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/fenjie/fenjie/source/internal/sheet"
)

var errMissing = errors.New("pdftotext was not found")

// Bounds on pdftotext.
const (
	longestRun = time.Minute
	mostOutput = 512 << 20 // bytes
)

// poppler reads a file with pdftotext. It goes through a file of its own, for
// only newer versions read standard input.
func poppler(data []byte) (*reading, error) {
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return nil, errMissing
	}
	f, err := os.CreateTemp("", "fenjie-*.pdf")
	if err != nil {
		return nil, err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), longestRun)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "-enc", "UTF-8", "-bbox", f.Name(), "-")
	cmd.WaitDelay = time.Second
	out, complaint := limited{most: mostOutput}, limited{most: 1000}
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("pdftotext took more than %v", longestRun)
		}
		first, _, _ := strings.Cut(strings.ReplaceAll(complaint.String(), f.Name(), "it"), "\n")
		return nil, fmt.Errorf("pdftotext: %w: %s", err, first)
	}
	return readBoxes(bytes.NewReader(bytes.Map(noControl, out.Bytes())))
}

// noControl is r, or U+FFFD for a code that pdftotext knows no character of.
func noControl(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' && r != '\r' {
		return utf8.RuneError
	}
	return r
}

// limited keeps what is written to it, up to a limit.
type limited struct {
	bytes.Buffer
	most int
}

func (l *limited) Write(b []byte) (int, error) {
	if l.Len()+len(b) > l.most {
		return 0, errTooMuch
	}
	return l.Buffer.Write(b)
}

// readBoxes reads the words and their places that pdftotext -bbox writes.
func readBoxes(r io.Reader) (*reading, error) {
	found := &reading{}
	d := xml.NewDecoder(r)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var pieces []piece
	var word *piece
	for {
		t, err := d.Token()
		if err == io.EOF {
			return found, nil
		}
		if err != nil {
			return nil, fmt.Errorf("pdftotext: %w", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "word" {
				word = &piece{x0: side(t, "xMin"), x1: side(t, "xMax"), y: -side(t, "yMax"), size: side(t, "yMax") - side(t, "yMin")}
			}
		case xml.CharData:
			if word != nil {
				word.text = append(word.text, []rune(string(t))...)
			}
		case xml.EndElement:
			switch {
			case t.Name.Local == "word" && word != nil:
				word.size = word.em()
				pieces, word = append(pieces, *word), nil
			case t.Name.Local == "page":
				found.add(pieces)
				pieces = nil
			}
		}
	}
}

func side(e xml.StartElement, key string) float64 {
	for _, a := range e.Attr {
		if a.Name.Local == key {
			n, _ := strconv.ParseFloat(a.Value, 64)
			return n
		}
	}
	return 0
}

// em is the size of the font of a word in its box: the width of a Chinese
// character, else most of the height.
func (p *piece) em() float64 {
	wide := 0
	for _, r := range p.text {
		if sheet.Wide(r) {
			wide++
		}
	}
	if wide == 0 {
		return p.size / 1.45
	}
	return (p.x1 - p.x0) / (float64(wide) + float64(len(p.text)-wide)/2)
}
