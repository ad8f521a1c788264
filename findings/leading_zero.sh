#!/usr/bin/env bash
# yaml-cpp: one scalar is 8 as an integer and 10 as a number, and octal of YAML 1.2 is neither
#
# Version: yaml-cpp 0.7.0 (Debian 12)
# Behaviour: as<int>() lets a stream find the base, so 010 is octal and 0x1f hexadecimal; as<double>() reads
#   decimal and takes 010 for 10 but refuses 0x1f. 0o7, octal in YAML 1.2, is refused by both, and so is 1_000.
#   08 is a double but no integer.
# A good guess: A library for YAML 1.2 reads 0o7 as 7 and 010 as 10, or follows YAML 1.1 throughout.
# Seen: 010: 8 and 10; 08: refused and 8; 0o7: refused twice; 0x1f: 31 and refused; 1e3: refused and 1000.
# Why it matters: A scenario whose value passes from integer to floating-point in the program changes meaning
#   without an error; padding numbers to equal width is what does it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in libyaml-cpp-dev=0.7.0+dfsg-8+b1; do
  [[ $(dpkg-query -W -f '${Package}=${Version}' ${package%%=*} 2>log) == "$package" ]] ||
    apt-get install -s --no-install-recommends $package | sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p' >>plan
done
sort -u plan | xargs -r apt-get -qq download 2>log || { cat log; exit 1; }
for deb in *.deb; do [[ ! -e $deb ]] || dpkg -x "$deb" .; done
lib=usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$place/$lib:$place/lib/x86_64-linux-gnu:$place/usr/lib:$place/$lib/blas:$place/$lib/lapack
changed() { echo "changed: $*"; exit 1; }

cat >main.cpp <<'END'
#include <iostream>
#include <yaml-cpp/yaml.h>

template <class Number>
void show(const YAML::Node& node) {
  try {
    const Number number = node.as<Number>();
    std::cout << ' ' << number;
  } catch (const YAML::BadConversion&) {
    std::cout << " refused";
  }
}

int main() {
  for (const char* text : {"010", "08", "0o7", "0x1f", "1e3"}) {
    const YAML::Node node = YAML::Load(text);
    std::cout << text << ':';
    show<int>(node);
    show<double>(node);
    std::cout << "; ";
  }
}
END
g++ -std=c++17 -I usr/include main.cpp -L $lib -lyaml-cpp -o main
seen=$(./main)
stated="010: 8 10; 08: refused 8; 0o7: refused refused; 0x1f: 31 refused; 1e3: refused 1000; "
[[ $seen == "$stated" ]] || changed "$seen"
echo "as stated: $seen"
