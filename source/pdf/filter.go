package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"io"
)

// Limits on what streams unpack to: all of them, and one by its packed size.
const (
	mostInflated = 256 << 20
	mostFilters  = 5
)

var errFilter = errors.New("a stream is packed in a way that is not known")

// unpack is the data of a stream. Data that breaks off is given as far as it
// goes.
func (f *file) unpack(s *stream) ([]byte, error) {
	filters := f.get(s.dict["Filter"])
	params := f.get(s.dict["DecodeParms"])
	list, many := filters.(array)
	if !many {
		if filters == nil {
			return s.data, nil
		}
		list, params = array{filters}, array{params}
	}
	if len(list) > mostFilters {
		return nil, errFilter
	}
	data := s.data
	for i, filter := range list {
		var param dict
		if p := f.arrayOf(params); i < len(p) {
			param = f.dictOf(p[i])
		}
		var err error
		if data, err = f.filter(f.nameOf(filter), data, param); err != nil {
			return nil, err
		}
		if f.inflated += int64(len(data)); f.inflated > mostInflated {
			return nil, errTooMuch
		}
	}
	return data, nil
}

func (f *file) filter(filter name, data []byte, param dict) ([]byte, error) {
	switch filter {
	case "FlateDecode", "Fl":
		return f.predicted(f.inflate(data), param), nil
	case "ASCIIHexDecode", "AHx":
		return []byte((&lexer{data: data}).hex()), nil
	case "ASCII85Decode", "A85":
		return f.decode85(data)
	case "RunLengthDecode", "RL":
		return f.runLengths(data)
	}
	return nil, errFilter
}

// inflate reads as far as data is good and the limit allows.
func (f *file) inflate(data []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	var b bytes.Buffer
	// An error is the end of good data; a page that lacks its last line is
	// better than none.
	_, _ = io.Copy(&b, io.LimitReader(r, mostInflated+1-f.inflated))
	return b.Bytes()
}

// predicted undoes the prediction of PNG, in place.
func (f *file) predicted(data []byte, param dict) []byte {
	kind, _ := f.numberOf(param["Predictor"])
	if kind < 10 {
		return data
	}
	size := f.atLeast(param["Columns"], 1) * f.atLeast(param["Colors"], 1) * f.atLeast(param["BitsPerComponent"], 8)
	step := max(int(f.atLeast(param["Colors"], 1)*f.atLeast(param["BitsPerComponent"], 8))/8, 1)
	width := int(min((size+7)/8, float64(len(data))))
	out := data[:0]
	var above []byte
	for len(data) > 1 {
		kind := data[0]
		row := data[1:min(len(data), width+1)]
		data = data[1+len(row):]
		unpredict(kind, row, above, min(step, len(row)))
		out = append(out, row...)
		above = out[len(out)-len(row):]
	}
	return out
}

func (f *file) atLeast(v any, least float64) float64 {
	if n, ok := f.numberOf(v); ok && n >= 1 && n < 1e6 {
		return n
	}
	return least
}

// unpredict restores a row of bytes from that above it, which may be shorter.
func unpredict(kind byte, row, above []byte, step int) {
	for i := range row {
		var left, up, corner byte
		if i >= step {
			left = row[i-step]
		}
		if i < len(above) {
			up = above[i]
			if i >= step {
				corner = above[i-step]
			}
		}
		switch kind {
		case 1:
			row[i] += left
		case 2:
			row[i] += up
		case 3:
			row[i] += byte((int(left) + int(up)) / 2)
		case 4:
			row[i] += paeth(int(left), int(up), int(corner))
		}
	}
}

func paeth(a, b, c int) byte {
	pa, pb, pc := b-c, a-c, a+b-2*c
	pa, pb, pc = max(pa, -pa), max(pb, -pb), max(pc, -pc)
	switch {
	case pa <= pb && pa <= pc:
		return byte(a)
	case pb <= pc:
		return byte(b)
	}
	return byte(c)
}

func (f *file) decode85(data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
	if i := bytes.IndexByte(data, '~'); i >= 0 {
		data = data[:i]
	}
	size := len(data) + 3*bytes.Count(data, []byte("z")) // a z stands for four bytes
	if f.inflated+int64(size) > mostInflated {
		return nil, errTooMuch
	}
	out := make([]byte, size+4)
	n, _, _ := ascii85.Decode(out, data, true)
	return out[:n], nil
}

func (f *file) runLengths(data []byte) ([]byte, error) {
	var out []byte
	for len(data) > 0 {
		n := int(data[0])
		data = data[1:]
		switch {
		case f.inflated+int64(len(out)) > mostInflated:
			return nil, errTooMuch
		case n == 128:
			return out, nil
		case n < 128:
			n = min(n+1, len(data))
			out = append(out, data[:n]...)
			data = data[n:]
		case len(data) > 0:
			out = append(out, bytes.Repeat(data[:1], 257-n)...)
			data = data[1:]
		}
	}
	return out, nil
}
