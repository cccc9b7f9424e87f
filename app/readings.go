package app

// surnameReadings are the surnames read differently from the character's
// commonest reading, or in one way where a given name has two. A second
// reading follows where families differ.
var surnameReadings = map[rune]string{
	'单': "shan", '解': "xie", '仇': "qiu", '查': "zha", '区': "ou", '朴': "piao", '盖': "ge gai", '曾': "zeng",
	'覃': "qin tan", '翟': "zhai di", '乐': "yue le", '秘': "bi", '折': "she", '繁': "po", '种': "chong",
	'员': "yun", '黑': "he hei", '尉': "wei yu", '缪': "miao", '召': "shao", '隗': "wei kui", '郇': "xun huan",
	'佴': "nai", '乜': "nie", '牟': "mu mou", '柏': "bai bo", '车': "che", '行': "xing", '重': "chong", '长': "chang",
	'朝': "chao", '宿': "su", '盛': "sheng", '祭': "zhai", '句': "gou", '卜': "bu", '薄': "bo", '都': "du",
	'洗': "xian", '谌': "chen shen", '莘': "shen xin", '适': "kuo", '不': "fou", '阚': "kan", '郗': "xi chi",
	'郄': "qie xi", '藏': "zang", '降': "jiang", '任': "ren", '葛': "ge", '石': "shi", '冼': "xian", '纪': "ji",
}

// doubleSurnames are surnames of two characters, read otherwise than their
// characters alone.
var doubleSurnames = map[string]string{
	"尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai", "乐正": "yue zheng",
	"子车": "zi ju", "拓跋": "tuo ba", "宰父": "zai fu", "令狐": "ling hu", "鲜于": "xian yu", "皇甫": "huang fu",
	"闾丘": "lv qiu", "亓官": "qi guan", "夹谷": "jia gu", "颛孙": "zhuan sun",
}

// polyphones are the characters of given names and of organisations that
// people read in two ways; the likelier comes first. Readings that hardly ever
// occur in names (娜 nuo, 阿 e) are left out: each would double a search key.
var polyphones = map[rune]string{
	'乐': "le yue", '行': "xing hang", '重': "chong zhong", '长': "chang zhang", '朝': "chao zhao", '翟': "zhai di",
	'盛': "sheng cheng", '晟': "sheng cheng", '柏': "bai bo", '茜': "qian xi", '藏': "cang zang", '车': "che ju",
	'扎': "zha za", '都': "du dou", '宿': "su xiu", '尉': "wei yu", '蔚': "wei yu", '薄': "bo bao",
	'曾': "ceng zeng", '单': "dan shan", '解': "jie xie", '调': "diao tiao", '炅': "jiong gui", '隽': "juan jun",
	'筠': "yun jun", '厦': "xia sha", '降': "jiang xiang", '率': "lv shuai", '盖': "gai ge", '校': "xiao jiao",
	'查': "cha zha", '区': "qu ou", '朴': "pu piao", '仇': "chou qiu", '栎': "li yue", '菀': "wan yu",
	'贲': "ben bi", '堡': "bao pu", '巷': "xiang hang", '莞': "wan guan", '弹': "tan dan",
}
