package say

import (
	"errors"
	"io/fs"
	"os"
)

// Reason is err without the operation and the path that the os package adds.
func Reason(err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return e.Err
	}
	if e := (*os.LinkError)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}
