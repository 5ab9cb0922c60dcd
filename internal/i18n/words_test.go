package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The words that keys are made of are read from where the code declares them,
// so that a new word without its text is found at once.

// declared lists the constants of a type in a package, but the empty one.
func declared(t *testing.T, dir, typeName string) []string {
	t.Helper()
	var words []string
	for _, path := range sources(t, dir) {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
				words = append(words, constantsOf(g, typeName)...)
			}
		}
	}
	if len(words) == 0 {
		t.Fatalf("%s declares no %s", dir, typeName)
	}
	return words
}

func constantsOf(g *ast.GenDecl, typeName string) (words []string) {
	for _, spec := range g.Specs {
		v := spec.(*ast.ValueSpec)
		if name, ok := v.Type.(*ast.Ident); !ok || name.Name != typeName {
			continue
		}
		for _, value := range v.Values {
			if lit, ok := value.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if word, err := strconv.Unquote(lit.Value); err == nil && word != "" {
					words = append(words, word)
				}
			}
		}
	}
	return words
}

// contractWords lists the words that the interchange contract allows for a
// value, by the name the value has there.
func contractWords(t *testing.T, name string) []string {
	t.Helper()
	_, after, found := strings.Cut(read(t, "internal/interchange/contract.go"), name)
	end := strings.IndexAny(after, ")")
	if blank := strings.Index(after, "\n\n"); blank >= 0 {
		end = min(end, blank)
	}
	if !found || end < 0 {
		t.Fatalf("the contract has no %s", name)
	}
	return strings.Split(strings.Join(firstGroups(quoted, after[:end]), ""), "|")
}

// contractLists lists the lists of an interchange document.
func contractLists(t *testing.T) []string {
	t.Helper()
	return firstGroups(regexp.MustCompile(`\{"([a-z_]+)", list\(&d\.`), read(t, "internal/interchange/contract.go"))
}

// loggedKinds lists the kinds of thing that the use cases write to the log.
func loggedKinds(t *testing.T) []string {
	t.Helper()
	var kinds []string
	for _, path := range sources(t, "internal/app") {
		kinds = append(kinds, firstGroups(kindLogged, readFile(t, path))...)
		kinds = append(kinds, firstGroups(kindOfRow, readFile(t, path))...)
		kinds = append(kinds, firstGroups(kindOfSetting, readFile(t, path))...)
	}
	return append(kinds, declared(t, "casework", "Classification")...)
}

var (
	quoted        = regexp.MustCompile(`"([^"]*)"`)
	kindLogged    = regexp.MustCompile(`(?:audit|access)\.\w+, (?:[\w.]+(?:\([^()]*\))?, |access\.Resource\{[^}]*\}, )?"([a-z_]+)"`)
	kindOfSetting = regexp.MustCompile(`Setting += "([a-z_]+)"`)
	kindOfRow     = regexp.MustCompile(`profileRow\[[\w.]+\]\{"([a-z_]+)"`)
)

func firstGroups(pattern *regexp.Regexp, text string) (found []string) {
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	return found
}

// sources lists a package's Go files, but its tests.
func sources(t *testing.T, dir string) (paths []string) {
	t.Helper()
	all, err := filepath.Glob(filepath.Join("..", "..", dir, "*.go"))
	if err != nil || len(all) == 0 {
		t.Fatalf("no source in %s (%v)", dir, err)
	}
	for _, path := range all {
		if !strings.HasSuffix(path, "_test.go") {
			paths = append(paths, path)
		}
	}
	return paths
}

func read(t *testing.T, path string) string { return readFile(t, filepath.Join("..", "..", path)) }

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
