package casework

import (
	"slices"
	"testing"
)

func TestMunicipalityNames(t *testing.T) {
	tests := []struct {
		rule  string
		code  string
		want  Names
		known bool
	}{
		{"a Finnish-speaking one has its Finnish name in English", "205", Names{FI: "Kajaani", SV: "Kajana", EN: "Kajaani"}, true},
		{"a Swedish-speaking one has its Swedish name in English", "598", Names{FI: "Pietarsaari", SV: "Jakobstad", EN: "Jakobstad"}, true},
		{"an unknown code has no name", "999", Names{}, false},
		{"no code has no name", "", Names{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			got, known := MunicipalityNames(tt.code)
			if got != tt.want || known != tt.known {
				t.Errorf("MunicipalityNames(%q) = %+v, %v; want %+v, %v", tt.code, got, known, tt.want, tt.known)
			}
		})
	}
}

func TestMunicipalitiesAreWhole(t *testing.T) {
	if n := len(municipalities); n != 308 {
		t.Errorf("%d municipalities, want 308", n)
	}
	for code, m := range municipalities {
		if len(code) != 3 || m.names.FI == "" || m.names.SV == "" || m.names.EN == "" {
			t.Errorf("%q: %+v", code, m)
		}
		if !slices.ContainsFunc(counties, func(c NamedCounty) bool { return c.code == m.county }) {
			t.Errorf("%q lies in no county: %q", code, m.county)
		}
		if area, ok := EmploymentAreaOf(code); !ok || area.FI == "" || area.SV == "" || area.EN == "" {
			t.Errorf("%q lies in no employment area: %q, %+v", code, m.area, area)
		}
	}
}

func TestEmploymentAreas(t *testing.T) {
	if n := len(employmentAreas); n != 46 {
		t.Errorf("%d employment areas, want 46", n)
	}
	if area, _ := EmploymentAreaOf("205"); area != (Names{"Kainuu-Koillismaa", "Kajanaland-Nordostlandet", "Kainuu-Koillismaa"}) {
		t.Errorf("Kajaani lies in %+v", area)
	}
	if area, ok := EmploymentAreaOf("999"); ok {
		t.Errorf("no municipality lies in %+v", area)
	}
}

func TestCountiesAreWhole(t *testing.T) {
	if n := len(counties); n != 23 {
		t.Errorf("%d counties, want 21 with Helsinki and Åland", n)
	}
	keys := map[string]bool{}
	for _, c := range counties {
		if c.code == "" || c.Key == "" || c.Name.FI == "" || c.Name.SV == "" || c.Name.EN == "" || keys[c.Key] {
			t.Errorf("%+v is not whole, or its key is taken", c)
		}
		keys[c.Key] = true
		if len(MunicipalitiesOf(c.Key)) == 0 {
			t.Errorf("%s has no municipalities", c.Key)
		}
	}
}

func TestMunicipalitiesOf(t *testing.T) {
	tests := []struct {
		rule   string
		county string
		want   []string
	}{
		{"a county has its own, in the order of their codes", "kainuu", []string{"105", "205", "290", "578", "620", "697", "765", "777"}},
		{"a county that is none of Finland's has none", "suvanto", nil},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := MunicipalitiesOf(tt.county); !slices.Equal(got, tt.want) {
				t.Errorf("MunicipalitiesOf(%q) = %v, want %v", tt.county, got, tt.want)
			}
		})
	}
}
