package sheet

import "strings"

// partEnds are the columns an address may be parted into, in their usual order,
// each with the word a bare number needs behind it: 3 below 组 is 3组.
var partEnds = map[string]string{
	"省": "", "市": "", "县": "", "区": "", "区县": "", "市县": "", "县区": "",
	"乡": "", "镇": "", "乡镇": "", "街道": "", "乡镇街道": "", "所在乡镇": "", "所属乡镇": "",
	"村": "", "行政村": "", "自然村": "", "村委": "", "村委会": "", "社区": "", "村社区": "", "所在村": "", "所属村": "", "小区": "", "小区名称": "",
	"组": "组", "村组": "组", "村民小组": "组", "小组": "组", "社": "社", "队": "队",
	"路": "", "路名": "", "楼栋": "栋", "栋": "栋", "幢": "幢", "单元": "单元", "室": "室", "房号": "室", "门牌": "号", "门牌号": "号", "号": "号",
}

// isPart reports whether the columns given to a field so far name parts of it.
func (m Mapping) isPart(field string) bool {
	for _, c := range m.Columns {
		if c.Field == field && !strings.Contains(c.Title, titleBreak) {
			return false
		}
	}
	return true
}

// takeParts gives the columns of township, village and group to the address:
// where no column holds it as a whole, or where that column leaves them out.
func (m Mapping) takeParts(profile Profile, sample [][]string) {
	var parts []int
	whole := -1
	for i, c := range m.Columns {
		_, part := partEnds[titleForm(c.Title)]
		switch {
		case c.Field == "address":
			whole = i
		case c.Field == "" && part:
			parts = append(parts, i)
		}
	}
	if profile.Index("address") < 0 || len(parts) == 0 || whole >= 0 && repeats(sample, whole, parts[0]) || whole < 0 && len(parts) < 2 {
		return
	}
	for _, i := range parts {
		m.Columns[i].Field, m.Columns[i].Score = "address", 80
	}
}

// repeats reports whether most cells of a column hold what stands in another.
func repeats(sample [][]string, column, other int) bool {
	rows, hits := 0, 0
	for _, row := range sample {
		if column < len(row) && other < len(row) && !isBlankCell(row[other]) {
			if rows++; strings.Contains(row[column], trim(row[other])) {
				hits++
			}
		}
	}
	return hits*2 >= rows
}

// partEnd is the word a bare number in a column of an address needs.
func partEnd(title string) string {
	return partEnds[titleForm(title[strings.LastIndex(title, titleBreak)+1:])]
}

// withEnd adds it, if the cell is a bare number.
func withEnd(cell, word string) string {
	if word != "" && cell != "" && strings.Trim(cell, "0123456789一二三四五六七八九十百") == "" {
		return cell + word
	}
	return cell
}
