// Package parser turns a text into a model.Document.
package parser

import (
	"github.com/fenjie/fenjie/model"
	"github.com/fenjie/fenjie/source"
)

// Parser reads documents. Its zero value is ready to use.
type Parser struct{}

// Parse reads text. It does not fail: a text that says little gives a document
// that holds little.
func (p Parser) Parse(text *source.Text) *model.Document {
	return &model.Document{Source: model.Source{Path: text.Path, Format: text.Format, Encoding: text.Encoding, SHA256: text.SHA256, Chars: len(text.Runes)}}
}
