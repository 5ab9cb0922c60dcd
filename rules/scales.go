package rules

import (
	"embed"
	"io/fs"
)

//go:embed data/fidelity
var scales embed.FS

// Scales has the published editions of the fidelity scales, one file each.
func Scales() fs.FS {
	files, err := fs.Sub(scales, "data/fidelity")
	if err != nil {
		panic("rules: " + err.Error()) // only for a name that is no path
	}
	return files
}
