package export

import _ "embed"

//go:embed diff-schema.json
var diffContract string

// DiffSchema is the JSON Schema (draft 2020-12) of the contract "fenjie-diff/1".
func DiffSchema() []byte { return []byte(diffContract) }
