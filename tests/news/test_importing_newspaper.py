"""Newspaper pages and bulletins: a manuscript for each article, with its own title, and nothing lost in between."""

import re

from news.importing import read_manuscripts

from .manuscript_files import BODY, MORE, paragraphs_of, printed, sentences

FIRST = f"本报讯（记者 王小明）{BODY}"
SECOND = f"本报讯（记者 李晓红 通讯员 赵强）近日，示范市第二医院工会为夜班职工送去热粥，{MORE}"
THIRD = f"本报讯（记者 周敏）{MORE}大家都说，这样的活动要常办。"
LONG = BODY + MORE + BODY


def read(*lines: str):
    return read_manuscripts("版面.txt", "\n".join(lines).encode())


def test_a_page_with_titles_before_the_texts_is_split_at_the_markers():
    articles = read(
        "走进春天 走向健康", FIRST, LONG, "一碗热粥暖夜班", "示范市第二医院工会送粥到病区", SECOND, "常办常新", THIRD
    )
    assert [article.title for article in articles] == [
        "走进春天 走向健康",
        "一碗热粥暖夜班 示范市第二医院工会送粥到病区",
        "常办常新",
    ]
    assert [article.writer for article in articles] == ["王小明", "李晓红、赵强", "周敏"]
    assert paragraphs_of(articles[0]) == [FIRST, LONG]
    assert all("split into 3" in sentences(*article.warnings) for article in articles)


def test_a_page_with_titles_after_the_texts_gives_each_text_the_title_below_it():
    articles = read(FIRST, LONG, "走进春天 走向健康", SECOND, "一碗热粥暖夜班", THIRD, "常办常新")
    assert [article.title for article in articles] == ["走进春天 走向健康", "一碗热粥暖夜班", "常办常新"]
    assert paragraphs_of(articles[0]) == [FIRST, LONG]
    assert "stood after the text" in sentences(*articles[1].warnings)


def test_the_line_above_a_main_title_is_joined_to_it_and_a_column_name_is_kept_in_the_text():
    articles = read(FIRST, "三百名职工走完五公里——", "走出精气神", "关爱职工 共建家园", SECOND, "一碗热粥暖夜班")
    assert [article.title for article in articles] == ["三百名职工走完五公里——走出精气神", "一碗热粥暖夜班"]
    assert paragraphs_of(articles[0])[-1] == "关爱职工 共建家园"
    assert "关爱职工" in sentences(*articles[0].warnings)


def test_the_name_of_a_column_before_a_title_is_not_part_of_it():
    articles = read("走进春天", FIRST, "关爱职工 共建家园", "■工会创新案例", "一碗热粥暖夜班", SECOND)
    assert articles[1].title == "一碗热粥暖夜班"
    assert paragraphs_of(articles[1])[:2] == ["关爱职工 共建家园", "■工会创新案例"]


def test_a_reporters_line_begins_an_article_and_a_photographers_line_does_not():
    articles = read(
        "本报记者 王小明",
        LONG,
        "走出精气神",
        "本报记者 李晓红 本报通讯员 赵强",
        LONG,
        MORE,
        "本报记者 周敏 摄",
        "一碗热粥暖夜班",
    )
    assert [article.title for article in articles] == ["走出精气神", "一碗热粥暖夜班"]
    assert (articles[1].writer, articles[1].photographer) == ("李晓红、赵强", "周敏")


def test_a_picture_story_between_two_articles_is_told_by_the_titles_above_it():
    story = "日前，示范市中医院工会举办亲子活动，孩子们和父母一起做游戏，笑声不断。"
    articles = read(
        FIRST,
        LONG,
        "走进春天 走向健康",
        "三百名职工走完五公里",
        story,
        "本报记者 周敏 摄",
        "亲子同乐",
        SECOND,
        "一碗热粥暖夜班",
    )
    assert [article.title for article in articles] == [
        "走进春天 走向健康 三百名职工走完五公里",
        "亲子同乐",
        "一碗热粥暖夜班",
    ]
    assert paragraphs_of(articles[1]) == [story]
    assert articles[1].photographer == "周敏"


def test_a_continued_article_is_kept_and_reported():
    articles = read(FIRST, "走进春天", "（上接第1版）", LONG, SECOND, "一碗热粥暖夜班")
    assert len(articles) == 3
    assert "its beginning is not in this file" in sentences(*articles[1].warnings)
    assert LONG in paragraphs_of(articles[1])


def test_one_marker_makes_one_article():
    (article,) = read("走进春天 走向健康", FIRST, LONG)
    assert article.title == "走进春天 走向健康"
    assert not article.warnings


def test_markers_inside_paragraphs_are_reported_when_they_cannot_be_told_apart():
    (article,) = read("一周要闻", f"简讯：{FIRST}{SECOND}")
    assert "several articles" in sentences(*article.warnings)


def test_a_printed_page_of_several_columns_loses_no_character():
    lines = [
        *printed(["本报讯 （记者王小明 通讯员李晓红）" + LONG, LONG], 19),
        "三百名职工走完五公里——", "", "走出精气神", "",
        *printed(["本报讯 （记者周敏）" + LONG, MORE], 27),
        "一碗热粥暖夜班", "",
    ]  # fmt: skip
    articles = read(*lines)
    assert [article.title for article in articles] == ["三百名职工走完五公里——走出精气神", "一碗热粥暖夜班"]
    assert [len(paragraphs_of(article)) for article in articles] == [2, 2]
    found = "".join("".join([*paragraphs_of(article), article.title]) for article in articles)
    assert sorted(re.sub(r"\W", "", found)) == sorted(re.sub(r"\W", "", "".join(lines)))
