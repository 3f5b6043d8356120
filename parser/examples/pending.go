package examples

// pending are the examples of built-in entries that the parser does not read as
// they should be, by id and text, and why. They are right: the parser is not.
var pending = map[[2]string]string{
	{"unit.degree", "360度"}: "an angle is no energy",
}
