package explain

import "github.com/fenjie/fenjie/model"

// ChangesOfClass shows a test what is known of a class.
func ChangesOfClass(class model.NumeralClass) []Change {
	return changeOf(model.Numeral{Class: class}, nil)
}
