using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Grains.Tests.Images;

public sealed class FileStampTests
{
    private static readonly DateTimeOffset Then = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly FileStamp Known = new(Then, 7);

    [Fact]
    public void Matches_EqualTimeAndNumber() => Known.Matches(new FileStamp(Then, 7)).ShouldBeTrue();

    [Fact]
    public void Matches_AnotherTimeOrNumber_DoesNot()
    {
        Known.Matches(new FileStamp(Then.AddMilliseconds(1), 7)).ShouldBeFalse();
        Known.Matches(new FileStamp(Then, 8)).ShouldBeFalse();
    }

    [Fact]
    public void Matches_WhatOneOfThemDoesNotKnow_IsNotCompared()
    {
        default(FileStamp).Matches(Known).ShouldBeTrue();
        Known.Matches(default).ShouldBeTrue();
    }

    [Fact]
    public void Knows_OnlyIfNothingOfWhatWasSeenIsNew()
    {
        Known.Knows(Known).ShouldBeTrue();
        Known.Knows(default).ShouldBeTrue();
        default(FileStamp).Knows(Known).ShouldBeFalse();
        new FileStamp(Then, null).Knows(Known).ShouldBeFalse();
    }

    [Fact]
    public void Renew_TheNumberChangedAlone_ItIsNotComparedAgain()
    {
        var renewed = Known.Renew(new FileStamp(Then, 8), otherwiseSame: true);

        renewed.Matches(new FileStamp(Then, 9)).ShouldBeTrue();
        renewed.Renew(new FileStamp(Then.AddDays(1), 10), otherwiseSame: false).Matches(new FileStamp(Then.AddDays(1), 11)).ShouldBeTrue();
    }

    [Fact]
    public void Renew_MoreThanTheNumberChanged_IsWhatWasSeen()
    {
        Known.Renew(new FileStamp(Then.AddDays(1), 8), otherwiseSame: true).ShouldBe(new FileStamp(Then.AddDays(1), 8));
        Known.Renew(new FileStamp(Then, 8), otherwiseSame: false).ShouldBe(new FileStamp(Then, 8));
    }
}
