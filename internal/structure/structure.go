// Package structure reads the source of the whole program and names every
// import that goes against the arrows of ARCHITECTURE.md. Its own test is the
// check; nothing imports it.
package structure

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

const module = "sijoita"

// layer says what packages may import of the program. A package belongs to the
// first layer that names it, whole or as a folder above it.
type layer struct {
	packages []string
	may      []string // packages, or folders ending in /…
	why      string   // told with a wrong arrow
}

var domain = []string{"problem", "rules", "casework", "outcomes", "fidelity", "benefits", "access", "audit"}

// layers has a line for every package of the program, from the ground up.
var layers = []layer{
	{[]string{"problem", "rules"}, nil,
		"problem and rules are the ground"},
	{[]string{"casework"}, []string{"problem", "rules"},
		"casework stands on problem and rules alone"},
	{[]string{"fidelity", "benefits", "access", "audit"}, []string{"problem", "rules", "casework"},
		"they stand on casework, and side by side"},
	{[]string{"outcomes"}, []string{"problem", "rules", "casework", "fidelity"},
		"figures stand side by side with the rest, but name a review's band as fidelity does"},
	{[]string{"internal/i18n", "internal/interchange"}, []string{"problem", "casework"},
		"it knows the words of the work, and nothing of where they are kept or shown"},
	{[]string{"internal/auth"}, []string{"problem", "casework"},
		"it serves those above and knows none of them"},
	{[]string{"internal/config"}, []string{"problem", "internal/i18n"},
		"settings are read before anything stands: they know the words they are refused in"},
	{[]string{"internal/store"}, slices.Concat(domain, []string{"internal/interchange"}),
		"the store keeps what the domain says"},
	{[]string{"internal/app"}, slices.Concat(domain, []string{"internal/store", "internal/interchange", "internal/auth"}),
		"the use cases know no entrance and no language"},
	{[]string{"internal/mail"}, []string{"problem", "casework", "internal/app", "internal/config", "internal/i18n"},
		"letters say the same to everybody: they know no client"},
	{[]string{"internal/web/assets"}, nil,
		"the files of the pages know nothing"},
	{[]string{"internal/web/pages", "internal/web/ui"}, slices.Concat(domain, []string{"internal/i18n", "internal/web/pages", "internal/web/ui", "internal/web/assets"}),
		"pages are given what they show: they never ask app or store for it"},
	{[]string{"internal/sheet"}, slices.Concat(domain, []string{"internal/i18n", "internal/interchange"}),
		"sheets, like pages, are given what they show"},
	{[]string{"internal/web", "internal/api", "internal/fhir", "internal/jobs"},
		slices.Concat(domain, []string{"internal/app", "internal/i18n", "internal/interchange", "internal/auth", "internal/sheet", "internal/web/…"}),
		"entrances join at internal/app, and at no other"},
	{[]string{"internal/demo"}, slices.Concat(domain, []string{"internal/app", "internal/interchange"}),
		"the invented service is made as an import makes it"},
	{[]string{"internal/testkit"}, []string{"problem", "casework"},
		"what every test may use can know little"},
	{[]string{"internal/structure"}, nil,
		"it reads the source and runs none of it"},
	{[]string{"cmd"}, slices.Concat(domain, []string{"internal/…"}),
		"a command wires what the folders below give"},
	{[]string{"e2e"}, []string{"e2e/…"},
		"the journeys know the program from outside alone"},
	{[]string{"bench", "faults"}, slices.Concat(domain, []string{"internal/…", "bench/…", "e2e/program"}),
		"measurements and faults may reach for anything but the journeys"},
}

// homes says where a module, or a part of the standard library, may be
// imported. What is not named here may be imported anywhere above the domain.
var homes = []struct {
	imports string // itself and what is below it
	only    []string
	why     string
}{
	{"github.com/cedar-policy/cedar-go", []string{"access"}, "access alone decides"},
	{"github.com/cockroachdb/apd/v3", domain, "decimals are for rules"},
	{"github.com/goccy/go-yaml", []string{"rules"}, "rules alone reads rule files"},
	{"github.com/a-h/templ", []string{"internal/web"}, "pages are the web's"},
	{"github.com/xuri/excelize/v2", []string{"internal/sheet"}, "workbooks are the sheet's"},
	{"github.com/alecthomas/kong", []string{"cmd", "internal/config"}, "the command line is cmd's"},
	{"github.com/chromedp", []string{"e2e"}, "the browser is the journeys'"},
	{"github.com/jackc/pgx/v5", []string{"internal/store", "internal/testkit"}, "SQL is the store's"},
	{"github.com/ncruces/go-sqlite3", []string{"internal/store", "internal/testkit"}, "SQL is the store's"},
	{"github.com/emersion", []string{"internal/testkit"}, "a mail server is for tests"},
	{"github.com/wneessen/go-mail", []string{"internal/mail"}, "letters are the mail's"},
	{"github.com/pressly/goose/v3", []string{"internal/store"}, "SQL is the store's"},
	{"database/sql/driver", slices.Concat(domain, []string{"internal/store"}), "a type of the domain may say how it is kept"},
	{"database/sql", []string{"internal/store", "internal/testkit"}, "SQL is the store's"},
	{"net/http", []string{"internal/web", "internal/api", "internal/fhir", "internal/auth", "cmd", "e2e", "bench"}, "HTTP is for the entrances"},
	{"math/rand", []string{"internal/demo", "bench"}, "chance comes in from outside"},
	{"math/rand/v2", []string{"internal/demo", "bench"}, "chance comes in from outside"},
	{"crypto/rand", []string{"internal/auth", "internal/web", "cmd"}, "chance comes in from outside"},
}

// timeless packages are given the time: they have no clock.
var timeless = slices.Concat(domain, []string{"internal/app", "internal/store", "internal/interchange", "internal/i18n", "internal/sheet", "internal/demo", "internal/web/pages", "internal/web/ui"})

// Faults names every wrong arrow in the program's source, and every package
// that the layers do not know. Of tests it asks only that those of the domain
// stay in the domain: others may wire what they need.
func Faults(source fs.FS) ([]string, error) {
	var faults []string
	err := fs.WalkDir(source, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		if entry.IsDir() {
			if name != "." && (strings.HasPrefix(base, ".") || slices.Contains([]string{"testdata", "node_modules", "bin", "build"}, base) && !holdsGo(source, name)) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(base, ".go") || strings.Contains("/"+name, "/testdata/") {
			return nil
		}
		found, err := fileFaults(source, name)
		faults = append(faults, found...)
		return err
	})
	return faults, err
}

// holdsGo tells whether a folder is a package in spite of its name.
func holdsGo(source fs.FS, dir string) bool {
	files, err := fs.Glob(source, path.Join(dir, "*.go"))
	return err == nil && len(files) > 0
}

func fileFaults(source fs.FS, name string) ([]string, error) {
	text, err := fs.ReadFile(source, name)
	if err != nil {
		return nil, err
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	pkg, isTest := path.Dir(name), strings.HasSuffix(name, "_test.go")
	l, ok := layerOf(pkg)
	if !ok {
		return []string{fmt.Sprintf("%s: package %s is in no layer: say in internal/structure what it may import", name, pkg)}, nil
	}
	var faults []string
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		if why := wrong(pkg, imported, l, isTest); why != "" {
			at := set.Position(spec.Pos())
			faults = append(faults, fmt.Sprintf("%s:%d: %s may not import %s: %s", name, at.Line, pkg, imported, why))
		}
	}
	if within(pkg, timeless) && !isTest {
		faults = append(faults, clocks(set, file, name, pkg)...)
	}
	return faults, nil
}

func layerOf(pkg string) (layer, bool) {
	for _, l := range layers {
		if within(pkg, l.packages) {
			return l, true
		}
	}
	return layer{}, false
}

// wrong tells why the arrow is wrong; empty: it is not.
func wrong(pkg, imported string, l layer, isTest bool) string {
	inDomain := within(pkg, domain)
	if below, ours := strings.CutPrefix(imported, module+"/"); ours {
		switch {
		case within(below, []string{"internal/testkit"}) && pkg != "internal/testkit":
			if isTest || within(pkg, []string{"bench"}) {
				return ""
			}
			return "testkit is for tests and measurements"
		case below == pkg || isTest && !inDomain || permits(l.may, below):
			return ""
		}
		return l.why
	}
	if isTest {
		return ""
	}
	for _, h := range homes {
		if within(imported, []string{h.imports}) {
			if within(pkg, h.only) {
				return ""
			}
			return h.why
		}
	}
	if inDomain && strings.Contains(strings.SplitN(imported, "/", 2)[0], ".") {
		return "the domain imports the standard library and itself"
	}
	return ""
}

// permits tells whether a list names a package, or a folder/… above it.
func permits(may []string, pkg string) bool {
	return slices.ContainsFunc(may, func(m string) bool {
		if folder, ok := strings.CutSuffix(m, "/…"); ok {
			return within(pkg, []string{folder})
		}
		return pkg == m
	})
}

// within tells whether a package is one of the folders or below one.
func within(pkg string, folders []string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return pkg == f || strings.HasPrefix(pkg, f+"/") })
}

// clocks finds where a file reads the clock.
func clocks(set *token.FileSet, file *ast.File, name, pkg string) []string {
	var faults []string
	ast.Inspect(file, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if of, ok := s.X.(*ast.Ident); ok && of.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, s.Sel.Name) {
			faults = append(faults, fmt.Sprintf("%s:%d: %s may not read time.%s: the time comes in from outside",
				name, set.Position(s.Pos()).Line, pkg, s.Sel.Name))
		}
		return true
	})
	return faults
}
