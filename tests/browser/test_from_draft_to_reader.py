"""A post travels from the officer to the reader, through the real screens."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.plugins.browser import axe

from .writing import (
    add_block,
    add_table,
    approve,
    begin,
    body_of,
    find_in_inbox,
    send_back,
    submit,
    upload_picture,
    write_rich_text,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def picture(tmp_path):
    file = tmp_path / "walk.png"
    Image.new("RGB", (960, 600), "#2F7D68").save(file)
    return file


def test_news_is_written_sent_back_mended_approved_and_read(open_page, picture):
    title = "迎新健步走：滨河步道见"
    officer = open_page("desk", as_member="1001")
    begin(officer, "/add/news/newspage/")
    officer.fill("#id_title", title)
    officer.fill("#id_summary", "十二月第一个周六上午，一起走五公里。")
    officer.select_option("#id_category", label="工会动态")
    body = body_of(officer)
    add_block(officer, body, "文字")
    write_rich_text(officer, body, "集合地点在本部院区南门，八点出发。")
    add_block(officer, body, "图片")
    upload_picture(officer, body.get_by_role("button", name="选择图片").last, picture, "清晨的滨河步道")
    add_table(officer, body, ["路段", "里程"], ["南门至望江亭", "两公里"])
    submit(officer)

    chair = open_page("phone", as_member="1002")
    find_in_inbox(chair, title)
    expect(chair.locator(".approval__heading")).to_have_text(title)
    expect(chair.locator(".approval__changes")).to_contain_text("八点出发")
    expect(chair.frame_locator(".approval__frame").locator("h1")).to_have_text(title)
    assert axe(chair) == []
    send_back(chair, "请写明雨天怎么办。")

    visitor = open_page("desk")
    visitor.goto("/news/")
    expect(visitor.get_by_text(title)).to_have_count(0)

    find_in_inbox(officer, title)
    expect(officer.locator("body")).to_contain_text("请写明雨天怎么办。")
    write_rich_text(officer, body_of(officer).locator("[data-streamfield-child]").first, "下雨改到次日。")
    submit(officer)

    find_in_inbox(chair, title)
    approve(chair)

    for reader in (visitor, open_page("phone", as_member="2001")):
        reader.goto("/")
        reader.get_by_role("link", name=re.compile(title)).first.click()
        expect(reader.get_by_role("heading", level=1)).to_have_text(title)
        expect(reader.locator("main")).to_contain_text("下雨改到次日。")
        expect(reader.locator("main table")).to_contain_text("望江亭")
        expect(reader.get_by_role("img", name="清晨的滨河步道").first).to_be_visible()
    assert title in visitor.request.get("/feed/").text()


def test_a_club_page_travels_the_same_way(open_page):
    officer = open_page("desk", as_member="1001")
    begin(officer, "/add/activities/clubpage/")
    officer.fill("#id_title", "太极拳俱乐部")
    officer.fill("#id_summary", "二十四式，从站桩开始。")
    write_rich_text(officer, body_of(officer, "introduction"), "每天清晨在药圃边练习。")
    officer.fill("#id_meets_at", "本部院区药圃")
    officer.fill("#id_meets_when", "每天 6:40—7:20")
    submit(officer)
    chair = open_page("phone", as_member="1002")
    find_in_inbox(chair, "太极拳俱乐部")
    send_back(chair, "请写上雨天的地点。")
    find_in_inbox(officer, "太极拳俱乐部")
    officer.fill("#id_meets_at", "本部院区药圃，雨天在综合楼连廊")
    submit(officer)
    find_in_inbox(chair, "太极拳俱乐部")
    approve(chair)
    visitor = open_page("phone")
    visitor.goto("/clubs/")
    visitor.get_by_role("link", name=re.compile("太极拳俱乐部")).first.click()
    expect(visitor.locator("main")).to_contain_text("雨天在综合楼连廊")


def test_a_recurring_activity_travels_the_same_way(open_page):
    officer = open_page("desk", as_member="1001")
    begin(officer, "/recurringactivity/add/")
    officer.fill("#id_title", "午间冥想十五分钟")
    officer.select_option("#id_kind", "other")
    write_rich_text(officer, body_of(officer, "description"), "关上灯，听十五分钟雨声。")
    officer.get_by_label("周二").check()
    officer.fill("#id_first_date", "2026-01-06")
    officer.fill("#id_begins", "12:30")
    officer.fill("#id_minutes", "15")
    officer.fill("#id_venue", "心理驿站")
    submit(officer)
    chair = open_page("phone", as_member="1002")
    find_in_inbox(chair, "午间冥想十五分钟")
    send_back(chair, "地点请写房号。")
    find_in_inbox(officer, "午间冥想十五分钟")
    officer.fill("#id_venue", "心理驿站 206 室")
    submit(officer)
    find_in_inbox(chair, "午间冥想十五分钟")
    approve(chair)
    visitor = open_page("phone")
    visitor.goto("/activities/")
    visitor.get_by_role("link", name=re.compile("午间冥想十五分钟")).first.click()
    expect(visitor.locator("main")).to_contain_text("心理驿站 206 室")
    expect(visitor.locator("main")).to_contain_text("12:30")


def test_the_officer_finds_no_way_to_publish(open_page):
    officer = open_page("desk", as_member="1001")
    officer.goto("/admin/")
    for part in ("/add/news/newspage/", "/add/activities/clubpage/", "/honour/add/", "/book/add/"):
        begin(officer, part)
        expect(officer.locator("[name=action-publish]")).to_have_count(0)
        officer.on("dialog", lambda dialog: dialog.accept())
