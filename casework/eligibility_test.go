package casework

import (
	"slices"
	"testing"
)

func years(n int) *int { return &n }

func TestOutsideEligibility(t *testing.T) {
	on := MustDay("2026-11-22")
	trial := Eligibility{AgeFrom: years(18), AgeTo: years(29), NoKela: true} // as in Kanta-Häme
	care := Eligibility{CareContact: true}                                   // as in Ostrobothnia
	for _, row := range []struct {
		rule  string
		g     Eligibility
		comer Comer
		want  []Requirement
	}{
		{"a programme without requirements is open to all", Eligibility{}, Comer{BirthOn: MustDay("1950-01-01"), Rehabilitation: KelaRehabilitation, Care: CareSocial}, nil},
		{"the first day of the lower bound is within", trial, Comer{BirthOn: MustDay("2008-11-22")}, nil},
		{"the day before it is outside", trial, Comer{BirthOn: MustDay("2008-11-23")}, []Requirement{RequiresAge}},
		{"the last day of the upper bound is within", trial, Comer{BirthOn: MustDay("1996-11-23")}, nil},
		{"the next birthday is outside", trial, Comer{BirthOn: MustDay("1996-11-22")}, []Requirement{RequiresAge}},
		{"a lower bound alone asks of nobody to be young", Eligibility{AgeFrom: years(18)}, Comer{BirthOn: MustDay("1950-01-01")}, nil},
		{"an upper bound alone asks of nobody to be grown", Eligibility{AgeTo: years(29)}, Comer{BirthOn: MustDay("2015-01-01")}, nil},
		{"Kela's rehabilitation under way is outside", trial, Comer{BirthOn: MustDay("2000-01-01"), Rehabilitation: KelaRehabilitation}, []Requirement{RequiresNoKela}},
		{"another rehabilitation is within", trial, Comer{BirthOn: MustDay("2000-01-01"), Rehabilitation: RehabilitativeWork}, nil},
		{"what nobody has told is no mark against anybody", trial, Comer{}, nil},
		{"all that is not met is told", trial, Comer{BirthOn: MustDay("1970-01-01"), Rehabilitation: KelaRehabilitation}, []Requirement{RequiresAge, RequiresNoKela}},
		{"who comes from social services seems to have no care contact", care, Comer{Care: CareSocial}, []Requirement{RequiresCare}},
		{"so does who comes from employment services", care, Comer{Care: CareEmployment}, []Requirement{RequiresCare}},
		{"who comes from care has one", care, Comer{Care: CarePsychiatry}, nil},
		{"of another unit nobody knows", care, Comer{Care: CareOther}, nil},
		{"requirements to come ask nothing yet", Eligibility{AgeTo: years(29), Span: Span{From: on.AddDays(1)}}, Comer{BirthOn: MustDay("1950-01-01")}, nil},
		{"on their last day they hold", Eligibility{AgeTo: years(29), Span: Span{To: on}}, Comer{BirthOn: MustDay("1950-01-01")}, []Requirement{RequiresAge}},
		{"past ones ask nothing", Eligibility{AgeTo: years(29), Span: Span{To: on.AddDays(-1)}}, Comer{BirthOn: MustDay("1950-01-01")}, nil},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := row.g.Outside(row.comer, on); !slices.Equal(got, row.want) {
				t.Errorf("outside %v, want %v", got, row.want)
			}
		})
	}
}

func TestWhatWeakensZeroExclusion(t *testing.T) {
	for _, row := range []struct {
		rule string
		g    Eligibility
		want []Requirement
	}{
		{"a programme open to all leaves nobody out", Eligibility{}, nil},
		{"working age tells whom the service is for", Eligibility{AgeFrom: years(18), AgeTo: years(64)}, nil},
		{"so does a care contact", Eligibility{CareContact: true}, nil},
		{"wider than working age leaves nobody of it out", Eligibility{AgeFrom: years(16), AgeTo: years(67)}, nil},
		{"a later beginning leaves the young out", Eligibility{AgeFrom: years(19)}, []Requirement{RequiresAge}},
		{"an earlier end leaves the old out", Eligibility{AgeFrom: years(18), AgeTo: years(29)}, []Requirement{RequiresAge}},
		{"Kela's rehabilitation leaves out who is in it", Eligibility{NoKela: true}, []Requirement{RequiresNoKela}},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := row.g.Excludes(); !slices.Equal(got, row.want) {
				t.Errorf("it leaves out by %v, want %v", got, row.want)
			}
		})
	}
}
