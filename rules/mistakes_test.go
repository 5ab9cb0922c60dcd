package rules_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"sijoita/rules"
)

const soundEdition = `name: "1"
published: 2026-01-01
from: 2024-01-01
to: 2026-12-31
digest: `

// TestEachMistakeIsRefusedWithItsPlace reads the files of testdata/mistakes,
// each with one mistake and, in its first line, the fault that must be told.
func TestEachMistakeIsRefusedWithItsPlace(t *testing.T) {
	files, err := filepath.Glob("testdata/mistakes/*.yaml")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := strings.Cut(string(text), "\n")
			want := strings.TrimPrefix(first, "# ")
			data := fstest.MapFS{"edition.yaml": {Data: []byte(soundEdition + `""`)}, "benefits/mistake.yaml": {Data: sound(t)}}
			data[strings.SplitN(want, ":", 2)[0]] = &fstest.MapFile{Data: text}
			_, err = rules.Read(data)
			if err == nil {
				t.Fatalf("was read; want %s", want)
			}
			told := regexp.MustCompile(`[0-9a-f]{64}`).ReplaceAllString(err.Error(), "DIGEST")
			if told != want {
				t.Errorf("told\n%s\nwant\n%s", told, want)
			}
		})
	}
}

func sound(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/sound.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return text
}
