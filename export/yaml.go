package export

import (
	"bytes"
	"encoding/json"
	"slices"

	"go.yaml.in/yaml/v3"
)

// encodeYAML is a document after "---", with the keys and values of an NDJSON
// line. It is made from the JSON form, so that there is one list of keys.
func encodeYAML(item Item, o Options) ([]byte, error) {
	data, err := encode(newLine(item, o), "", "")
	if err != nil {
		return nil, err
	}
	text, err := yamlOf(data)
	return append([]byte("---\n"), text...), err
}

// yamlOf is one JSON value as YAML.
func yamlOf(data []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	node, err := yamlNode(d)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(node); err != nil {
		return nil, err
	}
	return b.Bytes(), e.Close()
}

// yamlNode reads the next value of d. A string is always in double quotes: the
// encoder writes plain and block scalars that do not read back the same, text
// that begins with a space or a tab for one.
func yamlNode(d *json.Decoder) (*yaml.Node, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Delim:
		return yamlCollection(d, t)
	case string:
		return &yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle, Value: t}, nil
	case json.Number:
		return &yaml.Node{Kind: yaml.ScalarNode, Value: t.String()}, nil
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Value: map[bool]string{false: "false", true: "true"}[t]}, nil
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Value: "null"}, nil
}

// yamlCollection reads the rest of an object or a list.
func yamlCollection(d *json.Decoder, open json.Delim) (*yaml.Node, error) {
	node := &yaml.Node{Kind: yaml.SequenceNode}
	if open == '{' {
		node.Kind = yaml.MappingNode
	}
	for d.More() {
		value, err := yamlNode(d)
		if err != nil {
			return nil, err
		}
		if open == '{' && len(node.Content)%2 == 0 {
			value.Style = 0 // a key: all of them are plain words
		}
		node.Content = append(node.Content, value)
	}
	if onlyNumbers(node) {
		node.Style = yaml.FlowStyle // a span, or years: on one line
	}
	_, err := d.Token()
	return node, err
}

func onlyNumbers(node *yaml.Node) bool {
	i := 0
	return !slices.ContainsFunc(node.Content, func(n *yaml.Node) bool {
		i++
		key := node.Kind == yaml.MappingNode && i%2 == 1
		return !key && (n.Kind != yaml.ScalarNode || n.Style != 0)
	})
}
