using System.Reflection;
using Orleans;

namespace MediaPipeline.Contracts.Tests;

/// <summary>
/// Whatever goes from grain to grain is complete for a cluster too: serialized by numbered members, and the same on both sides because nobody can change it.
/// </summary>
public sealed class SerializationTests
{
    // Known to the serializer and unchangeable. A collection goes by its interface for reading: nobody changes what he made into a message.
    private static readonly HashSet<Type> Plain =
    [
        typeof(bool), typeof(int), typeof(long), typeof(double), typeof(string), typeof(DateTimeOffset), typeof(TimeSpan),
        typeof(Nullable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>),
    ];

    private static readonly Type[] Calls = [typeof(Task), typeof(Task<>)];

    [Fact]
    public void EveryTypeOfOursInACall_IsSerializable()
    {
        Wire.CarriedOfOurs.ShouldNotBeEmpty();
        Wire.CarriedOfOurs.Except(Wire.Serialized).ShouldBeEmpty();
    }

    [Fact]
    public void OfThePlatform_CallsCarryOnlyPlainTypes() =>
        Wire.Carried.Where(t => !Wire.IsOurs(t) && !t.IsConstructedGenericType).Except(Plain).Except(Calls).ShouldBeEmpty();

    [Fact]
    public void EveryField_IsNumberedOnce()
    {
        foreach (var type in Wire.Serialized)
        {
            var numbered = Wire.Fields(type).ToLookup(Wire.Number);

            numbered[null].ShouldBeEmpty(type.Name);
            numbered.Where(fields => fields.Count() > 1).SelectMany(fields => fields).ShouldBeEmpty(type.Name);
        }
    }

    [Fact]
    public void WhatCallsCarryOrIsSaidToBeImmutable_CannotBeChanged() =>
        Wire.Serialized.Where(t => t.IsDefined(typeof(ImmutableAttribute), inherit: false)).Union(Wire.CarriedOfOurs)
            .SelectMany(Wire.Fields).Where(f => !f.IsInitOnly || !IsUnchangeable(f.FieldType)).Select(f => $"{f.DeclaringType!.Name}.{f.Name}").ShouldBeEmpty();

    [Fact]
    public void WhatCallsCarry_IsMarkedImmutable() =>
        Wire.CarriedOfOurs.Where(t => !t.IsEnum && !t.IsAbstract).Where(t => !t.IsDefined(typeof(ImmutableAttribute), inherit: false)).ShouldBeEmpty();

    private static bool IsUnchangeable(Type type) =>
        type.IsConstructedGenericType ? Plain.Contains(type.GetGenericTypeDefinition()) && type.GetGenericArguments().All(IsUnchangeable)
        : Plain.Contains(type) || type.IsEnum || Wire.CarriedOfOurs.Contains(type) || type.IsDefined(typeof(ImmutableAttribute), inherit: false);
}
