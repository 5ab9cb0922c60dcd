package casework

import "testing"

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
	for code, names := range municipalities {
		if len(code) != 3 || names.FI == "" || names.SV == "" || names.EN == "" {
			t.Errorf("%q: %+v", code, names)
		}
	}
}
