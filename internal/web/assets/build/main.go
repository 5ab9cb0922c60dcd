// The build program bundles the style sheet, the script, the font and the
// mark into ../dist with a hash in every name. It is run by
//
//	go generate ./internal/web/assets
//
// and needs nothing but Go. With -check it writes nothing and fails when the
// committed output is not what the sources give.
package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"log"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// banner goes on top of both bundles, as the licences ask.
const banner = "/*! Designsystemet (c) Digitaliseringsdirektoratet, MIT · htmx, 0BSD · Inter (c) The Inter Project Authors, OFL 1.1 */"

// publicPath is where the service serves the files.
const publicPath = "/assets/"

func main() {
	log.SetFlags(0)
	dir := flag.String("dir", ".", "the folder internal/web/assets")
	check := flag.Bool("check", false, "only tell whether dist is current")
	flag.Parse()

	files, err := bundle(*dir)
	if err != nil {
		log.Fatal(err)
	}
	dist := filepath.Join(*dir, "dist")
	if *check {
		stale, err := differences(dist, files)
		if err != nil {
			log.Fatal(err)
		}
		if len(stale) > 0 {
			log.Fatalf("dist is not current (run go generate ./internal/web/assets): %s", strings.Join(stale, ", "))
		}
		return
	}
	if err := write(dist, files); err != nil {
		log.Fatal(err)
	}
}

// bundle makes every file of dist, by name.
func bundle(dir string) (map[string][]byte, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	found := &drawings{files: map[string][]byte{}}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir:     abs,
		EntryPoints:       []string{"src/app.css", "src/app.ts", "src/mark.svg"},
		Outdir:            "dist",
		EntryNames:        "[name]-[hash]",
		AssetNames:        "[name]-[hash]",
		PublicPath:        publicPath,
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Format:            api.FormatIIFE,
		Engines: []api.Engine{
			{Name: api.EngineChrome, Version: "120"},
			{Name: api.EngineFirefox, Version: "128"},
			{Name: api.EngineSafari, Version: "17.4"},
		},
		Charset:       api.CharsetUTF8,
		LegalComments: api.LegalCommentsNone,
		Banner:        map[string]string{"css": banner, "js": banner},
		Loader: map[string]api.Loader{
			".woff2": api.LoaderFile,
			".svg":   api.LoaderCopy,
		},
		Plugins: []api.Plugin{drawingsAsFiles(found)},
	})
	if len(result.Errors) > 0 {
		messages := api.FormatMessages(result.Errors, api.FormatMessagesOptions{})
		return nil, fmt.Errorf("bundle: %s", strings.Join(messages, "\n"))
	}
	files := found.files
	for _, f := range result.OutputFiles {
		files[filepath.Base(f.Path)] = f.Contents
	}
	return files, nil
}

// drawings gathers what was found in style sheets that are read side by side.
type drawings struct {
	mu    sync.Mutex
	files map[string][]byte
}

// add keeps a drawing and returns its file's name.
func (d *drawings) add(svg string) string {
	sum := sha256.Sum256([]byte(svg))
	name := fmt.Sprintf("icon-%X.svg", sum[:4])
	d.mu.Lock()
	defer d.mu.Unlock()
	d.files[name] = []byte(svg)
	return name
}

// drawing is a picture within Designsystemet's CSS.
var drawing = regexp.MustCompile(`data:image/svg\+xml;charset=utf-8,([^"]*)`)

// drawingsAsFiles turns the drawings that Designsystemet's CSS carries as data
// URLs into files of their own, so that the content security policy need not
// allow data URLs. It happens as the source is read, because the bundler does
// not look into custom properties, where most of them stand.
func drawingsAsFiles(drawings *drawings) api.Plugin {
	return api.Plugin{
		Name: "drawings-as-files",
		Setup: func(b api.PluginBuild) {
			b.OnLoad(api.OnLoadOptions{Filter: `designsystemet/[a-z-]+\.css$`}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
				source, err := os.ReadFile(a.Path)
				if err != nil {
					return api.OnLoadResult{}, err
				}
				css := drawing.ReplaceAllStringFunc(string(source), func(data string) string {
					return publicPath + drawings.add(unescape(drawing.FindStringSubmatch(data)[1]))
				})
				return api.OnLoadResult{Contents: &css, Loader: api.LoaderCSS}, nil
			})
			b.OnResolve(api.OnResolveOptions{Filter: "^" + publicPath}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
				return api.OnResolveResult{Path: a.Path, External: true}, nil
			})
		},
	}
}

// unescape undoes the percent signs of a data URL; what cannot be undone stays.
func unescape(s string) string {
	plain, err := url.PathUnescape(s)
	if err != nil {
		return s
	}
	return plain
}

// differences names the files of dist that are missing, left over or not what
// the sources give.
func differences(dist string, files map[string][]byte) ([]string, error) {
	entries, err := os.ReadDir(dist)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	var stale []string
	seen := map[string]bool{}
	for _, e := range entries {
		seen[e.Name()] = true
		if _, made := files[e.Name()]; !made {
			stale = append(stale, e.Name()+" (left over)")
		}
	}
	for name, contents := range files {
		if !seen[name] {
			stale = append(stale, name+" (missing)")
			continue
		}
		committed, err := os.ReadFile(filepath.Join(dist, name))
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(committed, contents) {
			stale = append(stale, name+" (changed)")
		}
	}
	sort.Strings(stale)
	return stale, nil
}

// write replaces dist with the files.
func write(dist string, files map[string][]byte) error {
	if err := os.RemoveAll(dist); err != nil {
		return err
	}
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return err
	}
	for name, contents := range files {
		if err := os.WriteFile(filepath.Join(dist, name), contents, 0o644); err != nil {
			return err
		}
	}
	return nil
}
