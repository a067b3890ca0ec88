"""What members type, the way in which they type it, and where they mean one thing, which: written down by hand.

A line is `what is typed = the title that is meant`; of a long title its beginning, of several equally good ones each,
parted by `/`. In brackets behind what is typed with the wrong characters stands what was meant.
"""

import re
from dataclasses import dataclass

PLAIN = """
瑜伽 = 瑜伽俱乐部
瑜伽俱乐部 = 瑜伽俱乐部
羽毛球 = 羽毛球俱乐部
篮球 = 篮球俱乐部
乒乓球 = 乒乓球俱乐部
书法 = 书法俱乐部 / 书法课
摄影 = 摄影俱乐部
气排球联赛 = 第四届分会气排球联赛 / 气排球联赛开打
合唱团 = 杏林合唱团
疗休养 = 关于做好2026年职工疗休养工作的通知 / 2026年职工疗休养第一批
体检 = 2026年度职工体检安排
送温暖 = 先把炉火点上 / 关于做好2025年元旦春节送温暖
年休假 = 年休假到底有几天
提案 = 关于征集第六届职工代表大会第五次会议提案 / 六届三次职工代表大会召开
职代会 = 六届三次职工代表大会召开 / 关于征集第六届职工代表大会第五次会议提案
接待日 = 主席接待日
主席接待日 = 主席接待日
入会 = 新职工入会与会籍转接
会籍转接 = 新职工入会与会籍转接
会费 = 新职工入会与会籍转接 / 办事指南
慰问 = 慰问与帮扶一次办
法律援助 = 遇到劳动人事争议
仲裁 = 遇到劳动人事争议
暑托班 = 暑托班开班
夜校 = 关于2026年职工夜校 / 职工夜校
小儿推拿 = 职工夜校：小儿推拿家庭课
八段锦 = 工间操·八段锦 / 健身气功·八段锦
巴林特 = 巴林特小组
茶艺室 = 减压茶艺室
读书会 = 杏林读书会
急救 = 职工学堂：院外急救四讲
音乐会 = 新年音乐会
年夜饭 = 除夕夜的三桌年夜饭
登高 = 重阳登高
粽子 = 粽叶飘香进病区
月饼 = 食堂自己打的月饼
趣味运动会 = 2026年冬季趣味运动会 / 抬“药箱”、抢“银针”
曾怀德 = 八百六十味药的守门人 / 示范市劳动模范
仇海岚 = 凌晨四点的分诊台 / 省五一劳动奖章
劳动模范 = 示范市劳动模范
工人先锋号 = 省工人先锋号
长期服务 = 2026年度长期服务纪念奖章 / 长期服务纪念奖章
伤寒论 = 伤寒论
三体 = 三体
红楼梦 = 红楼梦
余华 = 活着 / 许三观卖血记
小王子 = 小王子
办事指南 = 办事指南
艺术节 = 职工文化艺术节
星级评定 = 关于2025年度文体俱乐部星级评定
职工书屋
劳动合同
清凉
夜班
急诊科
工会小组
工资卡
食堂
陈皮
人事科
值班
职工
奖章
垫子
306室
公示期
护士长
班车
病假
中药房
学习
退休
家属
药
书
"""

TWO_WORDS = """
疗休养 名单 = 2026年职工疗休养第一批
疗休养 积分 = 关于做好2026年职工疗休养工作的通知
职代会 提案 = 关于征集第六届职工代表大会第五次会议提案 / 六届三次职工代表大会召开
体检 报告 = 2026年度职工体检安排
夜校 报名 = 关于2026年职工夜校
瑜伽 开放课 = 灯关掉以后
俱乐部 星级 = 关于2025年度文体俱乐部星级评定
住院 慰问 = 慰问与帮扶一次办 / 办事指南
书屋 借阅 = 办事指南
中药 辨识 = 一百味药 / 第七届中药辨识大赛
急诊 护士 = 凌晨四点的分诊台
除夕 值守 = 除夕夜的三桌年夜饭
夜宵 面 = 一碗夜宵面的十七天
混双 羽毛球 = “跨科混双”第四年 / 羽毛球俱乐部
马伯庸 大明 = 显微镜下的大明
工伤 认定
周敏行 主席
夜班 更衣室
职工 家属
城东院区 体检中心
药学 工会小组
"""

TRADITIONAL = """
瑜伽俱樂部 = 瑜伽俱乐部
療休養 = 关于做好2026年职工疗休养工作的通知 / 2026年职工疗休养第一批
職代會 = 六届三次职工代表大会召开 / 关于征集第六届职工代表大会第五次会议提案
體檢 = 2026年度职工体检安排
書法 = 书法俱乐部 / 书法课
紅樓夢 = 红楼梦
傷寒論 = 伤寒论
勞動模範 = 示范市劳动模范
氣排球聯賽 = 第四届分会气排球联赛 / 气排球联赛开打
乒乓球俱樂部 = 乒乓球俱乐部
法律援助熱線
職工書屋
護士長
慰問 幫扶 = 慰问与帮扶一次办
"""

FULL_WIDTH = """
３０６室
１２３５１ = 遇到劳动人事争议
２０２６年 體檢
３０８
１１月１８日
３０６室 提案
"""

PINYIN = """
yujia = 瑜伽俱乐部
yujiajulebu = 瑜伽俱乐部
yumaoqiu = 羽毛球俱乐部
shufa = 书法俱乐部 / 书法课
sheying = 摄影俱乐部
tijian = 2026年度职工体检安排
liaoxiuyang = 关于做好2026年职工疗休养工作的通知 / 2026年职工疗休养第一批
nianxiujia = 年休假到底有几天
yuebing = 食堂自己打的月饼
qipaiqiu = 气排球俱乐部
hechangtuan = 杏林合唱团
shanghanlun = 伤寒论
hongloumeng = 红楼梦
Balinte = 巴林特小组
JieDaiRi = 主席接待日
shutuoban = 暑托班开班
chayishi = 减压茶艺室
yexiao
tian
"""

INITIALS = """
yjjlb = 瑜伽俱乐部
lxy = 关于做好2026年职工疗休养工作的通知 / 2026年职工疗休养第一批
bdj = 工间操·八段锦 / 健身气功·八段锦
shl = 伤寒论
hlm = 红楼梦
nxj = 年休假到底有几天
zxjdr = 主席接待日
ydh
blt = 巴林特小组
jdr = 主席接待日 / 推开308的门
"""

MIXED = """
2026 体检 = 2026年度职工体检安排
体检 baogao = 2026年度职工体检安排
yujia 开放课 = 灯关掉以后
书法 yaoming = 书法课
《伤寒论》 = 伤寒论
“跨科混双” = “跨科混双”第四年
工间操·八段锦 = 工间操·八段锦
工间操八段锦 = 工间操·八段锦
抢银针 = 抬“药箱”、抢“银针” / 2026年冬季趣味运动会
2025年度 五星级 = 2025年度五星级俱乐部
0000-86001266
2026-意-041 = 一碗夜宵面的十七天
蛋糕券300元 = 办事指南
"""

PHRASE = """
"职工之家"
"工会小组长"
"六届三次" = 六届三次职工代表大会召开
"八百六十味" = 八百六十味药的守门人
"夜班更衣室"
"下夜班" 护士
"""

MINUS = """
瑜伽 -开放课 = 瑜伽俱乐部
体检 -体检中心
职工 -工会
瑜伽 -俱乐部 = 周三瑜伽
八段锦 -工间操
提案 -"附议"
"""

WRONG = """
疗修养 (疗休养) = 关于做好2026年职工疗休养工作的通知 / 2026年职工疗休养第一批
气牌球 (气排球) = 气排球俱乐部
羽毛秋 (羽毛球) = 羽毛球俱乐部
瑜珈 (瑜伽) = 瑜伽俱乐部
体捡 (体检) = 2026年度职工体检安排
八段紧 (八段锦) = 工间操·八段锦 / 健身气功·八段锦
主席接代日 (主席接待日) = 主席接待日
暑拖班 (暑托班) = 暑托班开班
八林特 (巴林特) = 巴林特小组
伤寒伦 (伤寒论) = 伤寒论
红楼孟 (红楼梦) = 红楼梦
和唱团 (合唱团) = 杏林合唱团
年修假 (年休假) = 年休假到底有几天
乒乒球 (乒乓球) = 乒乓球俱乐部
茶艺式 (茶艺室) = 减压茶艺室
劳动模犯 (劳动模范) = 示范市劳动模范
读书汇 (读书会) = 杏林读书会
慰问与邦扶 (慰问与帮扶) = 慰问与帮扶一次办
音乐汇 (音乐会) = 新年音乐会
气排球连赛 (气排球联赛) = 第四届分会气排球联赛 / 气排球联赛开打
liaoxiuyan (疗休养) = 关于做好2026年职工疗休养工作的通知 / 2026年职工疗休养第一批
yumaoqui (羽毛球) = 羽毛球俱乐部
"""

LINE = re.compile(r"(?P<typed>.+?)(?: \((?P<meant>.+)\))?(?: = (?P<right>.+))?")
PART = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')


@dataclass(frozen=True)
class Query:
    """One search: what is typed, how, what it means where that is something else, and what it should lead to."""

    typed: str
    way: str
    meant: str = ""
    right: tuple[str, ...] = ()

    def words(self, *, unwanted: bool = False) -> list[str]:
        """Return the words and phrases that must stand in what is found, or those that must not."""
        found = PART.findall(self.meant or self.typed)
        return [phrase or word for minus, phrase, word in found if bool(minus) == unwanted]

    def is_answered_by(self, titles: list[str]) -> bool:
        return any(title.startswith(self.right) for title in titles)


def _of(way: str, lines: str) -> list[Query]:
    found = [LINE.fullmatch(line) for line in lines.strip().splitlines()]
    return [
        Query(each["typed"], way, each["meant"] or "", tuple(each["right"].split(" / ")) if each["right"] else ())
        for each in found
    ]


WAYS = {
    "plain": PLAIN,
    "two words": TWO_WORDS,
    "traditional": TRADITIONAL,
    "full width": FULL_WIDTH,
    "pinyin": PINYIN,
    "initials": INITIALS,
    "mixed": MIXED,
    "phrase": PHRASE,
    "without a word": MINUS,
    "wrong characters": WRONG,
}
QUERIES = [query for way, lines in WAYS.items() for query in _of(way, lines)]
# What no words stand for: it finds nothing, and the search offers what was meant.
MISTYPED = [query for query in QUERIES if query.meant]
TYPED_IN_WORDS = [query for query in QUERIES if not query.meant]
WITH_ONE_RIGHT_RESULT = [query for query in QUERIES if query.right]
