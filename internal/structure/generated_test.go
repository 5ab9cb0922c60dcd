package structure_test

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// fileName is the template's path in the generated code, which depends on the
// folder that templ was run for.
var fileName = regexp.MustCompile("FileName: `[^`]*`")

// TestTemplatesAreGenerated generates the Go of every template anew, in a
// folder of its own, and compares it with what is committed.
func TestTemplatesAreGenerated(t *testing.T) {
	committed, fresh := filepath.Join("..", "web"), t.TempDir()
	templates := copyTemplates(t, committed, fresh)
	if len(templates) == 0 {
		t.Fatal("there is no template")
	}
	if out, err := exec.Command("go", "tool", "templ", "generate", "-path", fresh).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range templates {
		goFile := strings.TrimSuffix(name, ".templ") + "_templ.go"
		want, err := os.ReadFile(filepath.Join(fresh, goFile))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(committed, goFile)); err != nil || !bytes.Equal(fileName.ReplaceAll(got, nil), fileName.ReplaceAll(want, nil)) {
			t.Errorf("internal/web/%s is not what its template gives: run `make generate`", goFile)
		}
	}
}

// TestNoTemplateIsGone finds generated files whose template was removed.
func TestNoTemplateIsGone(t *testing.T) {
	web := filepath.Join("..", "web")
	err := fs.WalkDir(os.DirFS(web), ".", func(name string, _ fs.DirEntry, err error) error {
		if template, generated := strings.CutSuffix(name, "_templ.go"); err == nil && generated {
			if _, gone := os.Stat(filepath.Join(web, template+".templ")); gone != nil {
				t.Errorf("internal/web/%s has no template any more: remove it", name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func copyTemplates(t *testing.T, from, to string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(from), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".templ") {
			return err
		}
		names = append(names, name)
		text, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(to, name)), 0o755); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, name), text, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
