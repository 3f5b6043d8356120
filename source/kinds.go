package source

func Formats() []string { return []string{"txt"} }
func Endings() []string { return []string{".txt", ".md"} }
