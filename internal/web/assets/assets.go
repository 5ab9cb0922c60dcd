// Package assets is what the browser fetches besides pages: one style sheet,
// one script, the font and the mark.
package assets

// Path is where the named file is served.
func Path(name string) string { return "/assets/" + name }
