package app

import (
	"errors"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// addProfiles adds what is known of clients in their profiles.
func (in *importer) addProfiles() error {
	d, tx := in.document, in.turn.tx
	episode := func(id string) int64 { return in.key(interchange.ListEpisodes, id) }
	return errors.Join(
		tx.AddProfileAnswers(converted(d.ProfileAnswers, func(a interchange.ProfileAnswer) casework.ProfileAnswer {
			return casework.ProfileAnswer{
				Noted: in.noted(a.ID, a.Withdrawn), EpisodeID: episode(a.Episode), Question: a.Question, On: a.On, Source: a.Source, State: a.State, Answer: a.Answer,
			}
		})),
		tx.AddJobs(converted(d.JobHistory, func(j interchange.Job) casework.Job {
			return casework.Job{
				Noted: in.noted(j.ID, j.Withdrawn), EpisodeID: episode(j.Episode), On: j.On, Source: j.Source, Title: j.Title, Employer: j.Employer,
				FromYear: j.FromYear, ToYear: j.ToYear, HoursPerWeek: j.HoursPerWeek, Liked: j.Liked, Disliked: j.Disliked, WhyEnded: j.WhyEnded, Helped: j.Helped,
				Duties: j.Duties, Pay: j.Pay, Found: j.Found,
			}
		})),
		tx.AddWishes(converted(d.Wishes, func(w interchange.Wish) casework.Wish {
			return casework.Wish{
				Noted: in.noted(w.ID, w.Withdrawn), EpisodeID: episode(w.Episode), On: w.On, Source: w.Source, Wanted: w.Wanted, Words: w.Words,
				Industry: w.Industry, DroppedOn: w.DroppedOn, Occupation: w.Occupation,
			}
		})),
		in.addNetwork(converted(d.Network, func(s interchange.Supporter) casework.Supporter {
			return casework.Supporter{
				Noted: in.noted(s.ID, s.Withdrawn), EpisodeID: episode(s.Episode), On: s.On, Source: s.Source, Party: s.Party, Name: s.Name,
				Helps: s.Helps, MayContact: s.MayContact, Matters: s.Matters,
			}
		})),
		tx.AddProfileSummaries(converted(d.ProfileSummaries, func(s interchange.ProfileSummary) casework.ProfileSummary {
			return casework.ProfileSummary{Noted: in.noted(s.ID, s.Withdrawn), EpisodeID: episode(s.Episode), On: s.On, Text: s.Text, AgreedOn: s.AgreedOn}
		})),
	)
}

func (in *importer) addNetwork(all []casework.Supporter) error {
	err := in.turn.tx.AddSupporters(all)
	keep(in, interchange.ListNetwork, all, func(s *casework.Supporter) casework.Record { return s.Record })
	return err
}

func (x exporter) profileAnswer(a casework.ProfileAnswer) interchange.ProfileAnswer {
	return interchange.ProfileAnswer{
		ID: a.Outward(), Episode: x.episodes[a.EpisodeID], Question: a.Question, On: a.On, Source: a.Source, State: a.State, Answer: a.Answer, Withdrawn: a.Withdrawn,
	}
}

func (x exporter) job(j casework.Job) interchange.Job {
	return interchange.Job{
		ID: j.Outward(), Episode: x.episodes[j.EpisodeID], On: j.On, Source: j.Source, Title: j.Title, Employer: j.Employer, FromYear: j.FromYear,
		ToYear: j.ToYear, HoursPerWeek: j.HoursPerWeek, Liked: j.Liked, Disliked: j.Disliked, WhyEnded: j.WhyEnded, Helped: j.Helped, Withdrawn: j.Withdrawn,
		Duties: j.Duties, Pay: j.Pay, Found: j.Found,
	}
}

func (x exporter) wish(w casework.Wish) interchange.Wish {
	return interchange.Wish{
		ID: w.Outward(), Episode: x.episodes[w.EpisodeID], On: w.On, Source: w.Source, Wanted: w.Wanted, Words: w.Words, Industry: w.Industry,
		DroppedOn: w.DroppedOn, Withdrawn: w.Withdrawn, Occupation: w.Occupation,
	}
}

func (x exporter) supporter(s casework.Supporter) interchange.Supporter {
	return interchange.Supporter{
		ID: s.Outward(), Episode: x.episodes[s.EpisodeID], On: s.On, Source: s.Source, Party: s.Party, Name: s.Name, Helps: s.Helps,
		MayContact: s.MayContact, Matters: s.Matters, Withdrawn: s.Withdrawn,
	}
}

func (x exporter) profileSummary(s casework.ProfileSummary) interchange.ProfileSummary {
	return interchange.ProfileSummary{ID: s.Outward(), Episode: x.episodes[s.EpisodeID], On: s.On, Text: s.Text, AgreedOn: s.AgreedOn, Withdrawn: s.Withdrawn}
}
