package demo

import (
	"sijoita/casework"
	"sijoita/internal/interchange"
)

// addFunding makes what the programme is paid by: a grant for its first two
// years, and beside it the county's own share of the second.
func (s *service) addFunding() {
	end := s.beganOn.AddMonths(24).AddDays(-1)
	s.doc.ProgrammeFunding = []interchange.ProgrammeFunding{
		{ID: "rahoitus-1", Programme: programme, Funder: "STM, kansallinen mielenterveysstrategia", Amount: ptr(casework.Cents(344_000_00)), From: s.beganOn, To: end},
		{ID: "rahoitus-2", Programme: programme, Funder: "Alueen oma rahoitus", Amount: ptr(casework.Cents(62_500_00)), From: s.beganOn.AddMonths(12), To: end},
	}
}
