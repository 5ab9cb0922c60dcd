package structure_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"sijoita/internal/structure"
)

// TestArrows holds the program's own source against the arrows.
func TestArrows(t *testing.T) {
	faults, err := structure.Faults(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

func TestEachWrongArrowIsNamed(t *testing.T) {
	imports := func(path string) string { return "package p\n\nimport _ \"" + path + "\"\n" }
	for _, tt := range []struct {
		name, file, source string
		want               string // of the fault; empty: there is none
	}{
		{"casework stands on problem", "casework/a.go", imports("sijoita/problem"), ""},
		{"problem stands on nothing", "problem/a.go", imports("sijoita/casework"), "problem/a.go:3: problem may not import sijoita/casework: problem and rules are the ground"},
		{"the domain keeps nothing", "casework/a.go", imports("sijoita/internal/store"), "casework may not import sijoita/internal/store"},
		{"figures and access stand side by side", "outcomes/a.go", imports("sijoita/access"), "side by side"},
		{"the domain takes no module", "outcomes/a.go", imports("github.com/google/uuid"), "the domain imports the standard library and itself"},
		{"access has the policy engine", "access/a.go", imports("github.com/cedar-policy/cedar-go/types"), ""},
		{"the policy engine is nowhere else", "internal/app/a.go", imports("github.com/cedar-policy/cedar-go"), "access alone decides"},
		{"a type of the domain may say how it is kept", "casework/a.go", imports("database/sql/driver"), ""},
		{"the domain runs no SQL", "casework/a.go", imports("database/sql"), "SQL is the store's"},
		{"SQL stays in the store", "internal/app/a.go", imports("database/sql"), "SQL is the store's"},
		{"the interchange stands between casework and app", "internal/app/a.go", imports("sijoita/internal/interchange"), ""},
		{"the interchange knows no use case", "internal/interchange/a.go", imports("sijoita/internal/app"), "knows the words of the work"},
		{"the store knows no use case", "internal/store/a.go", imports("sijoita/internal/app"), "the store keeps"},
		{"use cases know no language", "internal/app/a.go", imports("sijoita/internal/i18n"), "no entrance and no language"},
		{"pages ask nobody", "internal/web/pages/a.go", imports("sijoita/internal/app"), "pages are given what they show"},
		{"pages know their language", "internal/web/pages/a.go", imports("sijoita/internal/i18n"), ""},
		{"handlers do not go round the use cases", "internal/web/a.go", imports("sijoita/internal/store"), "entrances join at internal/app"},
		{"handlers know their pages", "internal/web/a.go", imports("sijoita/internal/web/pages"), ""},
		{"the demo is made by the use cases", "internal/demo/a.go", imports("sijoita/internal/app"), ""},
		{"the demo does not write past them", "internal/demo/a.go", imports("sijoita/internal/store"), "as an import makes it"},
		{"a command wires everything", "cmd/sijoita/a.go", imports("sijoita/internal/store"), ""},
		{"nothing stands on a command", "internal/web/a.go", imports("sijoita/cmd/sijoita"), "may not import sijoita/cmd/sijoita"},
		{"testkit is for tests", "internal/app/a.go", imports("sijoita/internal/testkit"), "testkit is for tests"},
		{"tests have testkit", "casework/a_test.go", imports("sijoita/internal/testkit"), ""},
		{"a test of the domain stays in it", "casework/a_test.go", imports("sijoita/internal/store"), "casework may not import"},
		{"a test of an entrance wires what it needs", "internal/web/a_test.go", imports("sijoita/internal/store"), ""},
		{"journeys stay outside", "e2e/a.go", imports("sijoita/casework"), "from outside alone"},
		{"a package nobody thought of", "internal/util/a.go", "package util\n", "package internal/util is in no layer"},
		{"a folder below a known one belongs to it", "internal/web/assets/build/a.go", "package main\n", ""},
		{"a use case has no clock", "internal/app/a.go", "package app\n\nimport \"time\"\n\nvar _ = time.Now()\n", "internal/app/a.go:5: internal/app may not read time.Now"},
		{"a test may look at the clock", "internal/app/a_test.go", "package app\n\nimport \"time\"\n\nvar _ = time.Now()\n", ""},
		{"what tests read is not the program", "internal/app/testdata/a.go", imports("sijoita/internal/web"), ""},
		{"a hidden folder is not the program", ".cache/a.go", imports("sijoita/internal/web"), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			faults, err := structure.Faults(fstest.MapFS{tt.file: {Data: []byte(tt.source)}})
			if err != nil {
				t.Fatal(err)
			}
			told := strings.Join(faults, "\n")
			if (tt.want == "") != (told == "") || !strings.Contains(told, tt.want) {
				t.Errorf("told %q, want %q", told, tt.want)
			}
		})
	}
}
