#include "support/catch.hpp"

#include "racesim/io/csv_reader.hpp"
#include "racesim/io/files.hpp"
#include "racesim/io/yaml_reader.hpp"

using namespace racesim;

namespace {

Node yaml(const std::string& text) {
  Diagnostics diagnostics;
  const auto node = read_yaml(text, "f", diagnostics);
  INFO(text);
  REQUIRE(node);
  REQUIRE_FALSE(diagnostics.has_errors());
  return *node;
}

Node csv(const std::string& text) {
  Diagnostics diagnostics;
  const auto node = read_csv(text, "f", diagnostics);
  REQUIRE(node);
  return *node;
}

std::string place(const Mark& mark) { return std::to_string(mark.line) + ":" + std::to_string(mark.column); }

}  // namespace

TEST_CASE("YAML values and keys know their line and column, counted from 1 in characters") {
  const Node root = yaml("a: 1\n\nlist:\n  - x\n  - {k: \"v\"}\näö: {ü: z}\r\nlast: |\n  text\n");
  CHECK(place(root.find("a")->mark) == "1:4");
  CHECK(place(root.find("list")->items[0].mark) == "4:5");
  CHECK(place(root.find("list")->items[1].find("k")->mark) == "5:9");
  CHECK(place(root.keys[2].mark) == "6:1");
  CHECK(place(root.find("äö")->find("ü")->mark) == "6:9");
  CHECK(place(root.keys[3].mark) == "7:1");
}

TEST_CASE("YAML scalars stay the texts they are: NO, 010, dates and numbers") {
  const Node root = yaml("a: NO\nb: 010\nc: 2022-10\nd: '5'\ne: \"x: y # z\"\nf: it's\n");
  CHECK(root.find("a")->text == "NO");
  CHECK(root.find("b")->text == "010");
  CHECK(root.find("c")->text == "2022-10");
  CHECK(root.find("d")->quoted);
  CHECK_FALSE(root.find("c")->quoted);
  CHECK(root.find("e")->text == "x: y # z");
  CHECK(root.find("f")->text == "it's");
}

TEST_CASE("nothing, ~ and null are null, in quotes they are text") {
  const Node root = yaml("a:\nb: ~\nc: null\nd: 'null'\ne: \"\"\n");
  for (const char* key : {"a", "b", "c"}) CHECK(root.find(key)->is_null());
  for (const char* key : {"d", "e"}) CHECK(root.find(key)->is_scalar());
  CHECK(place(root.find("a")->mark) == "1:1");  // of the key: there is no value to point at
}

TEST_CASE("keys keep the order in which they are written") {
  CHECK(key_texts(yaml("z: 1\na: 2\nm: 3\n")) == std::vector<std::string>{"z", "a", "m"});
}

TEST_CASE("an unclosed quote is found wherever the file ends") {
  for (const char* text : {"a: \"x", "a: \"x\n", "a: 'x\n", "a: 'it''s\n\n", "a: \"x\\\"\n", "- b\n- \"c\n"}) {
    Diagnostics diagnostics;
    INFO(text);
    CHECK_FALSE(read_yaml(text, "f", diagnostics));
  }
}

TEST_CASE("a table with the first column `name` is a map of rows, any other a list") {
  const Node named = csv("# comment, \"with quote\nname,a,b\n\nx,1,2\n  # another\ny,,3\n");
  REQUIRE(named.is_map());
  CHECK(named.find("x")->find("b")->text == "2");
  CHECK(named.find("y")->find("a") == nullptr);  // an empty cell is a key not given
  CHECK(place(named.find("y")->find("b")->mark) == "6:4");
  const Node list = csv("month,value\n2022-01,5\n");
  REQUIRE(list.is_list());
  CHECK(list.items[0].find("value")->text == "5");
}

TEST_CASE("cells follow RFC 4180: quotes, doubled quotes, commas and line ends inside") {
  const Node table = csv("a,b,c\r\n\"x, y\",\"say \"\"no\"\"\",\"two\nlines\"\r\n ü , 2,\"\"\r\n");
  CHECK(table.items[0].find("a")->text == "x, y");
  CHECK(table.items[0].find("b")->text == "say \"no\"");
  CHECK(table.items[0].find("c")->text == "two\nlines");
  CHECK(table.items[1].find("a")->text == "ü");
  CHECK(place(table.items[1].find("b")->mark) == "4:6");
  CHECK(table.items[1].find("c")->text.empty());  // quoted, so it is given
}

TEST_CASE("text is checked for UTF-8 and control characters, byte for byte") {
  const auto good = [](std::string_view text) {
    Diagnostics diagnostics;
    return check_text(text, "f", diagnostics);
  };
  CHECK(good("plain, \t\r\n ünïcödé \xE2\x82\xAC \xF0\x9F\x98\x80"));
  CHECK_FALSE(good("\x80"));
  CHECK_FALSE(good("\xC3"));              // cut off
  CHECK_FALSE(good("\xC0\x80"));          // overlong
  CHECK_FALSE(good("\xE0\x9F\xBF"));      // overlong
  CHECK_FALSE(good("\xED\xA0\x80"));      // surrogate
  CHECK_FALSE(good("\xF4\x90\x80\x80"));  // beyond U+10FFFF
  CHECK_FALSE(good(std::string_view("a\0b", 3)));
  CHECK_FALSE(good("\x1B[31m"));
  CHECK_FALSE(good("\x7F"));
}
