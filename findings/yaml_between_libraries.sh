#!/usr/bin/env bash
# yaml-cpp and PyYAML: texts come back as other types, and of a key given twice one keeps the first
#
# Version: yaml-cpp 0.7.0, PyYAML 6.0 (Debian 12)
# Behaviour: yaml-cpp writes texts that look like numbers, dates or truth values without quotes (null and ~ it
#   does quote), and its own nodes have no types, so its own round trip shows nothing. Of a key given twice, a
#   look-up in yaml-cpp finds the first and iteration passes both; PyYAML keeps the last.
# A good guess: A text that is written by one library is a text for the other; duplicate keys are an error, as
#   YAML says.
# Seen: "12", "true" and "2022-10-01" are read as int, bool and date; "a: 1, a: 2" is 1 there and 2 here.
# Why it matters: Scenarios that C++ writes back are read by Python: names of runs made of digits turn into
#   numbers, and a value overridden at the end of a file counts in one program only.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in libyaml-cpp-dev=0.7.0+dfsg-8+b1 python3-yaml=6.0-3+b2; do
  [[ $(dpkg-query -W -f '${Package}=${Version}' ${package%%=*} 2>log) == "$package" ]] ||
    apt-get install -s --no-install-recommends $package | sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p' >>plan
done
sort -u plan | xargs -r apt-get -qq download 2>log || { cat log; exit 1; }
for deb in *.deb; do [[ ! -e $deb ]] || dpkg -x "$deb" .; done
lib=usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$place/$lib:$place/lib/x86_64-linux-gnu:$place/usr/lib:$place/$lib/blas:$place/$lib/lapack
export PYTHONPATH=$place/usr/lib/python3/dist-packages
changed() { echo "changed: $*"; exit 1; }

cat >main.cpp <<'END'
#include <iostream>
#include <yaml-cpp/yaml.h>

int main() {
  YAML::Node node;
  for (const char* text : {"12", "true", "2022-10-01", "null"}) node.push_back(std::string(text));
  std::cout << "texts:\n" << node << "\ntwice: {a: 1, a: 2}\n";
  const YAML::Node twice = YAML::Load("{a: 1, a: 2}");
  std::cout << "first: " << twice["a"].as<int>() << "\nsize: " << twice.size() << '\n';
}
END
g++ -std=c++17 -I usr/include main.cpp -L $lib -lyaml-cpp -o main
./main >written.yaml
seen=$(/usr/bin/python3 -c '
import yaml
file = yaml.safe_load(open("written.yaml"))
print(*(type(value).__name__ for value in file["texts"]), file["first"], file["size"], file["twice"]["a"])')
[[ $seen == "int bool date str 1 2 2" ]] || changed "$seen"
echo "as stated: texts become int, bool, date and (null, quoted) str; of two values yaml-cpp takes 1, PyYAML 2"
