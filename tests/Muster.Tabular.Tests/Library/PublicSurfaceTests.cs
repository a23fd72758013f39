using System.Reflection;
using System.Text;
using Muster.Testing;

namespace Muster.Tabular.Tests.Library;

/// <summary>Public is a promise: what the library offers stands in a file, so that a change of it is seen.</summary>
public sealed class PublicSurfaceTests
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly NullabilityInfoContext Nullability = new();

    static string FilePath => Path.Combine(ProjectRoot.Path, "src", "Muster.Tabular", "PublicAPI.txt");

    /// <summary>Set MUSTER_WRITE_DOCS=1 and run this test to write the file anew.</summary>
    [Fact]
    public void The_public_surface_is_the_one_that_is_listed()
    {
        var surface = Surface();
        if (Environment.GetEnvironmentVariable("MUSTER_WRITE_DOCS") == "1")
        {
            File.WriteAllText(FilePath, surface);
        }

        Assert.True(surface == File.ReadAllText(FilePath), $"The public surface of Muster.Tabular changed. Where that is meant, run this test with MUSTER_WRITE_DOCS=1 and commit {FilePath}.");
    }

    static string Surface()
    {
        var text = new StringBuilder();
        foreach (var type in typeof(Pipeline).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type, full: true)).Append('\n');
            foreach (var member in type.GetMembers(Declared).Where(member => IsOffered(member, type)).Select(member => Signature(member)).Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    static string Kind(Type type) =>
        type.IsEnum ? "enum" : type.IsValueType ? "struct" : typeof(Delegate).IsAssignableFrom(type) ? "delegate" : type.IsInterface ? "interface" : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : "class";

    // What the compiler adds to records is not offered by anybody.
    static bool IsOffered(MemberInfo member, Type type) => member switch
    {
        MethodBase { IsSpecialName: true } and not ConstructorInfo => false,
        MethodBase method => (method.IsPublic || method.IsFamily) && !member.Name.Contains('<', StringComparison.Ordinal) && !IsOfRecord(method, type),
        PropertyInfo property => property.Name != "EqualityContract" && property.GetAccessors(true).Any(accessor => accessor.IsPublic || accessor.IsFamily),
        FieldInfo field => field is { IsPublic: true, IsSpecialName: false },
        EventInfo => true,
        _ => false,
    };

    static bool IsOfRecord(MethodBase method, Type type) =>
        type.GetMethod("<Clone>$", Declared) is not null
            ? method.Name is "Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "Deconstruct" || (method is ConstructorInfo && method.GetParameters() is [var only] && only.ParameterType == type)
            : type.IsValueType && method.Name is "Equals" or "GetHashCode" or "Deconstruct";

    static string Signature(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        PropertyInfo property => $"{(property.GetAccessors(true)[0].IsStatic ? "static " : "")}{Name(property.PropertyType)}{Mark(Nullability.Create(property), property.PropertyType)} {property.Name} {{ {(property.CanRead ? "get; " : "")}{(property.CanWrite ? "set; " : "")}}}",
        FieldInfo { IsLiteral: true, DeclaringType.IsEnum: true } field => field.Name,
        FieldInfo field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}",
        _ => member.Name,
    };

    static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)}{Mark(Nullability.Create(parameter), parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = …" : "")}"));

    static string Mark(NullabilityInfo nullability, Type type) => !type.IsValueType && nullability.ReadState == NullabilityState.Nullable ? "?" : "";

    static string Name(Type type, bool full = false)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        if (type.IsByRef || type.IsArray)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        }

        var name = full ? type.FullName!.Replace('+', '.') : type.Name;
        var plain = name.Contains('`', StringComparison.Ordinal) ? name[..name.IndexOf('`', StringComparison.Ordinal)] : name;
        return type.IsGenericType ? $"{plain}<{string.Join(", ", type.GetGenericArguments().Select(argument => Name(argument)))}>" : plain;
    }
}
