package assets

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func get(t *testing.T, path, acceptEncoding string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	if acceptEncoding != "" {
		r.Header.Set("Accept-Encoding", acceptEncoding)
	}
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) []byte {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFilesAreServed(t *testing.T) {
	tests := []struct{ name, contentType string }{
		{"app.css", "text/css; charset=utf-8"},
		{"app.js", "text/javascript; charset=utf-8"},
		{"inter.woff2", "font/woff2"},
		{"mark.svg", "image/svg+xml"},
	}
	hashed := regexp.MustCompile(`^/assets/[a-z]+-[A-Z0-9]{8}\.[a-z0-9]+$`)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := Path(tt.name)
			if !hashed.MatchString(path) {
				t.Errorf("Path = %s, want a hash in it", path)
			}
			r := get(t, path, "")
			if r.StatusCode != http.StatusOK {
				t.Fatalf("status %d", r.StatusCode)
			}
			if got := r.Header.Get("Content-Type"); got != tt.contentType {
				t.Errorf("Content-Type = %q, want %q", got, tt.contentType)
			}
			if got := r.Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
				t.Errorf("Cache-Control = %q, want it kept for ever", got)
			}
			if got := r.Header.Get("Content-Encoding"); got != "" {
				t.Errorf("compressed (%s) for one who did not ask", got)
			}
		})
	}
}

func TestEveryFileHasAContentType(t *testing.T) {
	for name, f := range load() {
		if f.contentType == "" {
			t.Errorf("%s has no content type", name)
		}
	}
}

func TestCompression(t *testing.T) {
	tests := []struct {
		name     string
		file     string
		accept   string
		encoding string
	}{
		{"text is compressed for those who take it", "app.css", "br, gzip", "gzip"},
		{"a weight above nothing takes it", "app.js", "gzip;q=0.5", "gzip"},
		{"a weight of nothing refuses it", "app.js", "gzip;q=0", ""},
		{"other codings are not given", "app.css", "br", ""},
		{"a font is compressed already", "inter.woff2", "gzip", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := get(t, Path(tt.file), tt.accept)
			if got := r.Header.Get("Content-Encoding"); got != tt.encoding {
				t.Fatalf("Content-Encoding = %q, want %q", got, tt.encoding)
			}
			got := body(t, r)
			if tt.encoding == "gzip" {
				z, err := gzip.NewReader(bytes.NewReader(got))
				if err != nil {
					t.Fatal(err)
				}
				if got, err = io.ReadAll(z); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(got, body(t, get(t, Path(tt.file), ""))) {
				t.Error("the content differs from the uncompressed one")
			}
		})
	}
}

func TestUnknownPathsAreNotFound(t *testing.T) {
	for _, path := range []string{"/assets/", "/assets/app.css", "/assets/../assets.go", Path("nothing.css")} {
		if r := get(t, path, ""); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", path, r.StatusCode)
		}
	}
}

func TestHeadHasNoBody(t *testing.T) {
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, httptest.NewRequest(http.MethodHead, Path("app.css"), nil))
	if w.Code != http.StatusOK || w.Body.Len() != 0 || w.Header().Get("Content-Length") == "0" {
		t.Errorf("status %d, %d bytes, length %s", w.Code, w.Body.Len(), w.Header().Get("Content-Length"))
	}
}

// The policy of the pages allows nothing but the service's own files.
func TestStyleSheetLoadsOnlyWhatIsServed(t *testing.T) {
	css := string(body(t, get(t, Path("app.css"), "")))
	for _, m := range regexp.MustCompile(`url\("?([^")]*)"?\)`).FindAllStringSubmatch(css, -1) {
		if r := get(t, m[1], ""); r.StatusCode != http.StatusOK {
			t.Errorf("url(%s): status %d", m[1], r.StatusCode)
		}
	}
}

// A first page, its own 15 KB included, stays within 150 KB.
func TestFirstLoadIsSmall(t *testing.T) {
	limits := map[string]int{"app.css": 30 << 10, "app.js": 20 << 10, "inter.woff2": 49 << 10}
	for name, limit := range limits {
		if n := len(body(t, get(t, Path(name), "gzip"))); n > limit {
			t.Errorf("%s is %d bytes as sent, more than %d", name, n, limit)
		}
	}
}
