package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCommittedDistIsWhatTheSourcesGive(t *testing.T) {
	files, err := bundle("..")
	if err != nil {
		t.Fatal(err)
	}
	stale, err := differences("../dist", files)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range stale {
		t.Errorf("%s: run go generate ./internal/web/assets", s)
	}
}

func TestDifferencesAreNamed(t *testing.T) {
	dist := filepath.Join(t.TempDir(), "dist")
	if err := write(dist, map[string][]byte{"same.css": []byte("a"), "old.css": []byte("b"), "other.js": []byte("c")}); err != nil {
		t.Fatal(err)
	}
	got, err := differences(dist, map[string][]byte{"same.css": []byte("a"), "new.css": []byte("d"), "other.js": []byte("e")})
	if err != nil {
		t.Fatal(err)
	}
	if want := "new.css (missing), old.css (left over), other.js (changed)"; strings.Join(got, ", ") != want {
		t.Errorf("differences = %v, want %s", got, want)
	}
}

func TestWriteLeavesNothingOldBehind(t *testing.T) {
	dist := filepath.Join(t.TempDir(), "dist")
	for _, name := range []string{"first.css", "second.css"} {
		if err := write(dist, map[string][]byte{name: nil}); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(dist)
	if err != nil || len(entries) != 1 || entries[0].Name() != "second.css" {
		t.Errorf("dist holds %v (%v), want only second.css", entries, err)
	}
}

func TestDrawingsBecomeFiles(t *testing.T) {
	found := &drawings{files: map[string][]byte{}}
	a, b, again := found.add("<svg>a</svg>"), found.add("<svg>b</svg>"), found.add("<svg>a</svg>")
	if a == b || a != again || len(found.files) != 2 {
		t.Errorf("names %s, %s, %s for %d files", a, b, again, len(found.files))
	}
}
