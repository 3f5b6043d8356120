package eval

import (
	"os"
	"path/filepath"

	"github.com/fenjie/fenjie/internal/say"
)

// template is the name of a form to fill in, which stands among gold files.
const template = "TEMPLATE.yaml"

// Files are the gold files that path names: path itself, or in a folder every
// *.yaml but TEMPLATE.yaml, in the order of their names. A folder without any is
// an error.
func Files(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, named(path, err)
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, named(path, err)
	}
	var files []string
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".yaml" && e.Name() != template && !e.IsDir() {
			files = append(files, filepath.Join(path, e.Name()))
		}
	}
	if len(files) == 0 {
		return nil, say.Errorf("%s: holds no gold file (*.yaml)", path)
	}
	return files, nil
}

// Find is the path of the document of the gold file at path: it stands beside
// that file, or in one of the folders.
func (g *Gold) Find(path string, folders []string) (string, error) {
	for _, dir := range append([]string{filepath.Dir(path)}, folders...) {
		name := filepath.Join(dir, g.Doc)
		if info, err := os.Stat(name); err == nil && !info.IsDir() {
			return name, nil
		}
	}
	return "", say.Errorf("%s: its document %s stands neither beside it nor in a folder of documents", path, g.Doc)
}
