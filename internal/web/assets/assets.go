// Package assets is what the browser fetches besides pages: the style sheet,
// the script, the font and the mark. The sources stand in src and third_party;
// the program in build bundles them into dist, which is committed and embedded,
// so that building the service needs no other tools.
//
// Every name carries a hash of its content. A file therefore never changes
// under its name and may be kept by the browser for ever.
package assets

//go:generate go run ./build

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

//go:embed dist
var dist embed.FS

// Root is the path under which Handler serves.
const Root = "/assets/"

// names leads from a file's plain name to the one with the hash. Drawings that
// only the style sheet uses share the plain name icon.svg and are not in it.
var names = func() map[string]string {
	found := map[string]string{}
	for _, name := range list() {
		found[plain(name)] = name
	}
	delete(found, "icon.svg")
	return found
}()

func list() []string {
	entries, err := fs.ReadDir(dist, "dist")
	if err != nil {
		return nil // embedded, so it is there
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// plain takes the hash out of app-5XK3F2QA.css.
func plain(name string) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if i := strings.LastIndexByte(stem, '-'); i >= 0 {
		stem = stem[:i]
	}
	return stem + ext
}

// Path is where the named file is served: app.css, app.js, inter.woff2 or
// mark.svg. An unknown name gives a path that is not found.
func Path(name string) string {
	if hashed, ok := names[name]; ok {
		return Root + hashed
	}
	return Root + name
}

// file is one file as it is sent.
type file struct {
	contentType string
	plain       []byte
	gzipped     []byte // nil where it would not be smaller
}

// Handler serves the files under Root: compressed for those who take it, to be
// kept for ever. Other paths are not found.
func Handler() http.Handler {
	files := load()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := files[strings.TrimPrefix(r.URL.Path, Root)]
		if !ok {
			http.NotFound(w, r)
			return
		}
		f.serve(w, r)
	})
}

func (f file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.contentType)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	body := f.plain
	if f.gzipped != nil {
		h.Set("Vary", "Accept-Encoding")
		if takesGzip(r) {
			h.Set("Content-Encoding", "gzip")
			body = f.gzipped
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(body) // the reader went away
}

// takesGzip reads Accept-Encoding; gzip;q=0 refuses.
func takesGzip(r *http.Request) bool {
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		coding, q, _ := strings.Cut(part, ";")
		if strings.TrimSpace(coding) == "gzip" {
			weight, _ := strings.CutPrefix(strings.TrimSpace(q), "q=")
			return strings.Trim(weight, "0.") != "" || weight == ""
		}
	}
	return false
}

// contentTypes are those of the files there are.
var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
}

// load reads and compresses every file, once for the whole program.
var load = sync.OnceValue(func() map[string]file {
	files := map[string]file{}
	for _, name := range list() {
		content, err := dist.ReadFile("dist/" + name)
		if err != nil {
			continue // embedded, so it can be read
		}
		f := file{contentType: contentTypes[path.Ext(name)], plain: content}
		if zipped := compress(content); len(zipped) < len(content) {
			f.gzipped = zipped
		}
		files[name] = f
	}
	return files
})

func compress(content []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a right one
	_, _ = w.Write(content)                               // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}
