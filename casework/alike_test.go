package casework

import "testing"

func TestAlike(t *testing.T) {
	person := func(given, family, born string) Client {
		return Client{GivenName: given, FamilyName: family, BirthOn: MustDay(born)}
	}
	mirja := person("Mirja", "Väänänen", "1984-05-02")
	for _, row := range []struct {
		rule  string
		other Client
		want  bool
	}{
		{"the same name and birth date", person("Mirja", "Väänänen", "1984-05-02"), true},
		{"typed in a hurry, without dots", person("mirja", "vaananen", "1984-05-02"), true},
		{"a letter wrong in a short name", person("Mirka", "Laakso", "1984-05-02"), true},
		{"two letters wrong in a long name", person("Aino", "Väänäsen", "1984-05-02"), true},
		{"the names turned round", person("Väänänen", "Mirja", "1984-05-02"), true},
		{"a new family name", person("Mirja", "Laakso", "1984-05-02"), true},
		{"a second given name", person("Mirja Helena", "Laakso", "1984-05-02"), true},
		{"a double family name", person("Maija", "Laakso-Väänänen", "1984-05-02"), true},
		{"another name and the same birth date", person("Tuomas", "Laakso", "1984-05-02"), false},
		{"the same name, another day of the same year", person("Mirja", "Väänänen", "1984-02-05"), true},
		{"the same name, another year", person("Mirja", "Väänänen", "1985-05-02"), false},
		{"only the family name, another day", person("Tuomas", "Väänänen", "1984-02-05"), false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := Alike(mirja, row.other); got != row.want {
				t.Errorf("got %v", got)
			}
			if got := Alike(row.other, mirja); got != row.want {
				t.Errorf("the other way round: %v", got)
			}
		})
	}
	if Alike(person("Li", "Ho", "1984-05-02"), person("Bo", "Ek", "1984-05-02")) {
		t.Error("two short names are one letter apart by chance")
	}
}
