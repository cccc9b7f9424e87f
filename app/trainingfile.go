package app

import (
	"io"
	"strconv"
)

// CourseOfPost is a delivered requirement: a post, and the code of the course
// that it requires.
type CourseOfPost struct {
	CoursePost
	Code string
}

// ParseCourses reads the delivered catalogue from CSV: code, name, name_en,
// category, subject, minutes, validity_months, mode, rule, about, source, mark.
func ParseCourses(r io.Reader) ([]Course, error) {
	var courses []Course
	columns := []string{"code", "name", "name_en", "category", "subject", "minutes", "validity_months", "mode", "rule", "about", "source", "mark"}
	err := eachLine(r, columns, func(cells []string) error {
		n, err := whole(cells, columns, 5, 6)
		if err != nil {
			return err
		}
		c := Course{
			Code: cells[0], Name: cells[1], NameEN: cells[2], Category: cells[3], Subject: cells[4], Minutes: n[0], ValidityMonths: n[1],
			Mode: ClassMode(cells[7]), Rule: cells[8], About: cells[9], Source: marked(cells[10], cells[11]),
		}
		courses = append(courses, c)
		return sourced(c.Check(), cells[10], cells[11])
	})
	return courses, wrapRead("courses", err)
}

// ParseCoursePosts reads what posts require from CSV: post, course,
// within_months, from_on, source, mark.
func ParseCoursePosts(r io.Reader) ([]CourseOfPost, error) {
	var posts []CourseOfPost
	columns := []string{"post", "course", "within_months", "from_on", "source", "mark"}
	err := eachLine(r, columns, func(cells []string) error {
		n, err := whole(cells, columns, 2)
		if err != nil {
			return err
		}
		posts = append(posts, CourseOfPost{
			CoursePost{Post: cells[0], WithinMonths: n[0], FromOn: Day(cells[3]), Source: marked(cells[4], cells[5])}, cells[1],
		})
		return sourced(nil, cells[4], cells[5])
	})
	return posts, wrapRead("required courses", err)
}

// ParseQualifications reads the delivered qualifications from CSV: code, name,
// name_en, posts, courses, study_minutes, practice_minutes, renew_study_minutes,
// renew_practice_minutes, validity_months, source, mark.
func ParseQualifications(r io.Reader) ([]Qualification, error) {
	var out []Qualification
	columns := []string{
		"code", "name", "name_en", "posts", "courses", "study_minutes", "practice_minutes", "renew_study_minutes", "renew_practice_minutes",
		"validity_months", "source", "mark",
	}
	err := eachLine(r, columns, func(cells []string) error {
		n, err := whole(cells, columns, 5, 6, 7, 8, 9)
		if err != nil {
			return err
		}
		out = append(out, Qualification{
			Code: cells[0], Name: cells[1], NameEN: cells[2], Posts: cells[3], Courses: cells[4], StudyMinutes: n[0], PracticeMinutes: n[1],
			RenewStudyMinutes: n[2], RenewPracticeMinutes: n[3], ValidityMonths: n[4], Source: marked(cells[10], cells[11]),
		})
		return sourced(nil, cells[10], cells[11])
	})
	return out, wrapRead("qualifications", err)
}

// ParseTrainingTriggers reads which evidence proposes which course from CSV:
// code, evidence, detail, times, months, course, source, mark.
func ParseTrainingTriggers(r io.Reader) ([]TrainingTrigger, error) {
	var out []TrainingTrigger
	columns := []string{"code", "evidence", "detail", "times", "months", "course", "source", "mark"}
	err := eachLine(r, columns, func(cells []string) error {
		n, err := whole(cells, columns, 3, 4)
		if err != nil {
			return err
		}
		out = append(out, TrainingTrigger{
			Code: cells[0], Evidence: TriggerEvidence(cells[1]), Detail: cells[2], Times: n[0], Months: n[1], Course: cells[5], Version: 1,
			Source: marked(cells[6], cells[7]),
		})
		return sourced(nil, cells[6], cells[7])
	})
	return out, wrapRead("training triggers", err)
}

// marked is a source with its mark, as people read it.
func marked(source, mark string) string { return source + "（" + mark + "）" }

// whole reads the cells that are whole numbers.
func whole(cells, columns []string, places ...int) ([]int64, error) {
	out := make([]int64, len(places))
	for i, place := range places {
		n, err := strconv.ParseInt(cells[place], 10, 64)
		if err != nil {
			return nil, malformed(columns[place], cells[place])
		}
		out[i] = n
	}
	return out, nil
}
