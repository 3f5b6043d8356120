package export

import "errors"

// encodeText is the text that the offsets of the document count, in UTF-8.
func encodeText(item Item, _ Options) ([]byte, error) {
	if item.Text == nil {
		return nil, errors.New("the text of the document is not at hand")
	}
	return []byte(string(item.Text.Runes)), nil
}
